package io.entropy.cli.run;

import io.entropy.agent.journal.StateDir;
import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Target;
import io.entropy.cli.ExitCode;
import io.entropy.cli.HostOption;
import io.entropy.cli.ManagerEndpoint;
import io.entropy.cli.client.RemoteRun;
import io.entropy.cli.standalone.Standalone;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy run`: makes a failure happen to containers of the local engine, or of a manager's
/// nodes, by the dice, and says what came of it.
@Command(
    name = "run",
    description = "Rolls the dice for matching containers and makes a failure happen to those hit.",
    footer = {
      "",
      "Examples:",
      "  entropy run -f 1s -p .1 -t servicename=voter recv_drop",
      "  entropy run -t app=shop --limit 1 --for 5m --steady-state http://127.0.0.1:8080/healthz"
          + " \\",
      "      send_drop percent=30 dport=5432",
      "  entropy run -H tcp://10.0.0.1:2476 -t app=shop latency delay=200ms"
    },
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Mixin private HostOption host = new HostOption();
  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    Violations violations = new Violations();
    FailureModes modes = WarmUp.modes();
    RunPlan plan = RunPlan.read(options, violations);
    Optional<ManagerEndpoint> manager = host.manager();
    if (options.detach && manager.isEmpty()) {
      violations.add(
          "--detach",
          "a run in this process ends with it",
          "-H tcp://HOST:2476, where 'entropy manage' runs");
    }
    PolicySpecs.Named named = PolicySpecs.read(policy, plan.runFor(), modes, violations);
    if (options.dryRun) {
      return DryRunReport.print(targets(manager), modes, named.spec(), plan);
    }
    if (options.detach) {
      return RemoteRun.detach(manager.orElseThrow(), named.spec());
    }
    Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);
    try (RunHost runsAt =
        manager.isPresent()
            ? RemoteRun.at(manager.get(), modes)
            : Standalone.on(WarmUp.engine(engine()), modes, StateDir.of(System.getenv()))) {
      return new Run(runsAt, named.layer(), named.spec(), plan, options, interrupt).run();
    } finally {
      interrupt.finished();
    }
  }

  private List<Target> targets(Optional<ManagerEndpoint> manager)
      throws RuntimeUnavailableException {
    if (manager.isPresent()) {
      return RemoteRun.targets(manager.get());
    }
    try (DockerRuntime runtime = WarmUp.engine(engine())) {
      return runtime.list();
    }
  }

  private EngineEndpoint engine() throws RuntimeUnavailableException {
    return EngineEndpoint.of(host.endpoint(), System.getenv());
  }
}

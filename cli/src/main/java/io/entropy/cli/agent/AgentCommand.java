package io.entropy.cli.agent;

import io.entropy.agent.Agent;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.remote.RemoteSession;
import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.text.Violations;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.cli.HostOption;
import io.entropy.cli.host.ReapedLines;
import io.entropy.cli.run.Interrupt;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy agent`: carries out what a manager assigns to this host. Ends at SIGTERM or Ctrl-C with
/// every fault reverted and exit code 0; with 4 when a manager refuses it.
@Command(
    name = "agent",
    description = "Joins a manager and makes the faults that it assigns to this host's containers.",
    footer = {
      "",
      "Example:",
      "  entropy agent --join 10.0.0.1,10.0.0.2,10.0.0.3 --token ENTROPY-1-…"
    },
    mixinStandardHelpOptions = true)
public final class AgentCommand implements Callable<Integer> {
  @Mixin private HostOption host = new HostOption();
  @Mixin private AgentOptions options = new AgentOptions();

  @Override
  public Integer call() throws Exception {
    Violations violations = new Violations();
    var managers = options.managers(violations);
    var labels = options.labels(violations);
    var token = options.token(violations);
    violations.throwIfAny();
    Admission.Typed typed =
        new Admission.Typed(
            managers, host.tls(), token, AgentOptions.joinPorts(managers, options.joinPort));
    Interrupt interrupt = Interrupt.install(ExitCode.OK);
    StateDir stateDir = StateDir.of(System.getenv());
    try (ContainerRuntime runtime =
            DockerRuntime.open(EngineEndpoint.of(host.endpoint(), System.getenv()));
        Admission admission = Admission.of(typed, runtime, stateDir);
        RemoteSession session =
            new RemoteSession(
                new RemoteSession.Parts(
                    admission.channels()::open, managers, options.name, labels, new JoinLines()))) {
      return run(session, runtime, stateDir, interrupt);
    } finally {
      interrupt.finished();
    }
  }

  private static int run(
      RemoteSession session, ContainerRuntime runtime, StateDir stateDir, Interrupt interrupt)
      throws Exception {
    String id = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
    Optional<Optional<String>> end;
    try (Agent agent =
        Agent.start(new Agent.Parts(id, stateDir, runtime, FailureModes.load(), session))) {
      agent.strays().forEach(r -> System.err.println("entropy: " + ReapedLines.line(r)));
      session.join(agent.assignments());
      end = interrupt.during(session::awaitRefusal);
      System.err.println("entropy: ending; reverting every fault");
    }
    // Delivers what the agent has reported while it ended.
    session.close();
    if (session.leaked() > 0) {
      throw new CommandException(
          ExitCode.ERROR,
          session.leaked() + " faults could not be reverted; run 'entropy reap' on this host");
    }
    System.err.println("entropy: every fault is reverted");
    Optional<String> refusal = end.flatMap(why -> why);
    if (refusal.isPresent()) {
      throw new CommandException(ExitCode.ERROR, refusal.get());
    }
    return ExitCode.OK;
  }
}

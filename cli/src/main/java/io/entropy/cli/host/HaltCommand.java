package io.entropy.cli.host;

import io.entropy.agent.journal.Halt;
import io.entropy.agent.journal.Halt.Halted;
import io.entropy.agent.journal.StateDir;
import io.entropy.cli.ExitCode;
import io.entropy.cli.HostOption;
import io.entropy.cli.client.ManagerHalt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy halt`: ends every run on this host and reverts its faults, now; or, when `-H` or
/// `$ENTROPY_HOST` names a manager, those of all of that manager's nodes.
@Command(
    name = "halt",
    description =
        "Ends every run on this host and reverts its faults; with -H tcp://HOST:2476 those of a"
            + " manager on all of its nodes.",
    mixinStandardHelpOptions = true)
public final class HaltCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Mixin private HostOption host = new HostOption();

  @Override
  public Integer call() throws Exception {
    var manager = host.manager();
    if (manager.isPresent()) {
      return ManagerHalt.halt(manager.get());
    }
    List<Halted> halted = new Halt(StateDir.of(System.getenv()), PATIENCE).halt();
    for (Halted each : halted) {
      System.out.println(line(each));
    }
    if (halted.isEmpty()) {
      System.out.println("No run was under way.");
    }
    try (HostInjectors here = HostInjectors.open(host.endpoint())) {
      int reaped = ReapCommand.reap(here);
      boolean failed = halted.stream().anyMatch(h -> h.outcome() == Halt.Outcome.FAILED);
      return failed ? ExitCode.ERROR : reaped;
    }
  }

  private static String line(Halted halted) {
    String run =
        "session %s (pid %d)".formatted(halted.session().session(), halted.session().pid());
    return switch (halted.outcome()) {
      case ENDED -> run + " ended and reverted its faults";
      case KILLED -> run + " didn't end in time and was killed";
      case FAILED -> run + " could not be ended: is it another user's?";
    };
  }
}

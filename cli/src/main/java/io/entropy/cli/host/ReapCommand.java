package io.entropy.cli.host;

import io.entropy.agent.journal.Reaped;
import io.entropy.agent.journal.Reaper;
import io.entropy.agent.journal.StateDir;
import io.entropy.cli.ExitCode;
import io.entropy.cli.HostOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy reap`: clears what killed processes left. Never touches what a living one has.
@Command(
    name = "reap",
    description = "Reverts what killed processes left on this host; living ones are not touched.",
    mixinStandardHelpOptions = true)
public final class ReapCommand implements Callable<Integer> {
  @Mixin private HostOption host = new HostOption();

  @Override
  public Integer call() throws Exception {
    try (HostInjectors here = HostInjectors.open(host.endpoint())) {
      return reap(here);
    }
  }

  /// Reaps and says what was found.
  static int reap(HostInjectors here) throws Exception {
    List<Reaped> found = new Reaper(StateDir.of(System.getenv()), here.injectors()::find).reap();
    found.forEach(reaped -> System.out.println(ReapedLines.line(reaped)));
    if (found.isEmpty()) {
      System.out.println("Nothing was left behind.");
    }
    boolean stuck =
        found.stream().anyMatch(r -> r instanceof Reaped.Stuck || r instanceof Reaped.Damaged);
    return stuck ? ExitCode.ERROR : ExitCode.OK;
  }
}

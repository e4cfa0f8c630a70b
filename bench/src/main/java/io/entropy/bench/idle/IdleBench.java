package io.entropy.bench.idle;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.platform.EntropyProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The memory of a manager and of an agent that have had nothing to do for a while: one joined to
/// the other, one container on the engine besides what else is there. Beside a JVM of the same
/// options with an empty main.
public final class IdleBench implements Bench {
  private static final Duration IDLE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Container _ = bench.container();
    try (EntropyProcess manager = EntropyProcess.manager(bench);
        EntropyProcess agent = EntropyProcess.agent(bench, manager.address())) {
      agent.awaitJoined();
      Process bare = nothing();
      try {
        Thread.sleep(IDLE);
        Footprint least = Footprint.of(bare.pid());
        Report report =
            new Report(
                "idle: memory after " + IDLE.toSeconds() + " s without work",
                List.of("", "RSS", "PSS", "anonymous", "live heap", ""));
        row(report, "entropy manage", Footprint.of(manager.pid()), least);
        row(report, "entropy agent", Footprint.of(agent.pid()), least);
        return row(report, "a JVM with an empty main", least, least)
            .note("PSS shares pages of files, such as the JDK's and the start-up cache's, out");
      } finally {
        bare.destroyForcibly();
      }
    }
  }

  /// With the options that the start script gives a manager, but for the cache of its classes.
  private static Process nothing() throws IOException {
    return new ProcessBuilder(
            EntropyProcess.jdk("java"),
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Nothing.class.getName())
        .start();
  }

  private static Report row(Report report, String what, Footprint found, Footprint least) {
    return report.cells(
        what,
        Footprint.mib(found.rss()),
        Footprint.mib(found.pss()),
        Footprint.mib(found.anonymous()),
        Footprint.mib(found.heap()),
        found.equals(least)
            ? ""
            : Report.times((double) found.rss() / least.rss()) + " the empty one's RSS");
  }
}

package io.entropy.bench.start;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Command;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// `entropy run` typed → the first packet dropped: a new process each time, beside a bare `java
/// -version` of the same JDK, in turn and under the same traffic.
public final class StartBench implements Bench {
  private static final int RUNS = 15;
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final double TARGET_MILLIS = 400;

  @Override
  public String name() {
    return "start";
  }

  private record Run(long untilLost, long gap) {}

  @Override
  public Report run(Workbench bench) throws Exception {
    Path dist = Workbench.dist();
    Path folder = bench.folder("start");
    Container container = bench.container();
    Command java = Command.of(java(dist), "-version");
    Command entropy = Command.of(dist.resolve("bin/entropy").toString(), "version");
    Samples typed = new Samples();
    Samples gaps = new Samples();
    Samples bare = new Samples();
    Samples idle = new Samples();
    for (int i = -1; i < RUNS; i++) {
      Run run = run(dist, folder, container, bench.label());
      long bareTime;
      long idleTime;
      try (Heartbeats _ = Heartbeats.into(container)) {
        bareTime = java.time();
        idleTime = entropy.time();
      }
      if (i >= 0) { // the first fills the page cache
        typed.add(run.untilLost);
        gaps.add(run.gap);
        bare.add(bareTime);
        idle.add(idleTime);
      }
    }
    Report report =
        new Report("start: `entropy run` typed → first packet dropped, cold JVM", Unit.MILLIS)
            .row(
                "entropy run → first drop",
                typed,
                Report.times(typed.over(bare)) + " java -version")
            .row("java -version", bare)
            .row("entropy version", idle, "no engine, no kernel: what starting the program costs")
            .row(
                "datagram before the first lost one",
                gaps,
                "sent so long before it: the resolution")
            .note("Pumba's median is 185 ms: quoted from the design notes, not measured here");
    if (!hasCache(dist)) {
      var _ = report.note("WITHOUT the start-up cache (entropy.aot): ./dev build makes it");
    }
    return report.verdict(
        typed.median() < TARGET_MILLIS * 1e6, "< 400 ms", Unit.MILLIS.format(typed.median()));
  }

  private static String java(Path dist) throws IOException {
    Path home = Path.of(Files.readString(dist.resolve("java-home")).strip());
    return home.resolve("bin/java").toString();
  }

  /// As `bin/entropy` decides: a cache older than the program isn't used.
  private static boolean hasCache(Path dist) throws IOException {
    Path cache = dist.resolve("entropy.aot");
    return Files.exists(cache)
        && Files.getLastModifiedTime(cache)
                .compareTo(Files.getLastModifiedTime(dist.resolve("lib")))
            > 0;
  }

  private static Run run(Path dist, Path folder, Container container, String label)
      throws IOException, InterruptedException {
    File output = folder.resolve("output").toFile();
    ProcessBuilder entropy =
        new ProcessBuilder(
                dist.resolve("bin/entropy").toString(),
                "run",
                "-f",
                "1s",
                "-p",
                "1",
                "--for",
                "1s",
                "-t",
                label,
                "recv_drop")
            .redirectErrorStream(true)
            .redirectOutput(output);
    entropy.environment().put("ENTROPY_STATE_DIR", folder.resolve("state").toString());
    Heartbeats heartbeats = Heartbeats.into(container);
    long typed;
    int status;
    try (heartbeats) {
      Thread.sleep(100); // some arrive first
      typed = System.nanoTime();
      status = status(entropy.start());
    }
    OptionalInt lost = heartbeats.firstLost(typed);
    if (status != 0 || lost.isEmpty()) {
      throw new IOException(
          "entropy run ended with status %d, %s of %d packets were lost:%n%s"
              .formatted(
                  status,
                  lost.isEmpty() ? "none" : "some",
                  heartbeats.sent(),
                  Files.readString(output.toPath())));
    }
    long first = heartbeats.sentAt(lost.getAsInt());
    return new Run(first - typed, first - heartbeats.sentAt(lost.getAsInt() - 1));
  }

  /// Ends it by a signal, on which it reverts, when the bench is ended.
  private static int status(Process process) throws InterruptedException {
    try {
      return process.waitFor(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)
          ? process.exitValue()
          : -1;
    } finally {
      process.destroy();
    }
  }
}

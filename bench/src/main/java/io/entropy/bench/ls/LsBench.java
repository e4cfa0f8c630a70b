package io.entropy.bench.ls;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Command;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.bench.platform.EntropyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// `entropy ls` typed → ended, with a manager of three policies running: a new process each time,
/// in turn with a bare `java -version` of the same JDK and with a command that calls nobody.
public final class LsBench implements Bench {
  private static final int RUNS = 21;
  private static final double TARGET_MILLIS = 200;

  @Override
  public String name() {
    return "ls";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Command java = Command.of(EntropyProcess.jdk("java"), "-version");
    Command version = Command.of(EntropyProcess.program(), "version");
    Samples typed = new Samples();
    Samples alone = new Samples();
    Samples bare = new Samples();
    try (EntropyProcess manager = EntropyProcess.manager(bench)) {
      String host = "tcp://" + manager.address();
      for (String name : List.of("a", "b", "c")) {
        String _ =
            Command.of(
                    EntropyProcess.program(),
                    "create",
                    "--name=" + name,
                    "--host=" + host,
                    "-p.1",
                    "-tservicename=voter",
                    "recv_drop")
                .run();
      }
      Command ls = Command.of(EntropyProcess.program(), "ls", "-H", host);
      for (int i = -2; i < RUNS; i++) { // the first fill the page cache and warm the manager
        long called = ls.time();
        long idle = version.time();
        long least = java.time();
        if (i >= 0) {
          typed.add(called);
          alone.add(idle);
          bare.add(least);
        }
      }
    }
    Report report =
        new Report(
                "ls: `entropy ls` typed → ended, cold JVM, a manager of three policies running",
                Unit.MILLIS)
            .row("entropy ls", typed, Report.times(typed.over(bare)) + " java -version")
            .row("entropy version", alone, "no call: what starting the program costs")
            .row("java -version", bare);
    if (!hasCache()) {
      var _ = report.note("WITHOUT the cache of calls (entropy-call.aot): ./dev build makes it");
    }
    return report.verdict(
        typed.median() <= TARGET_MILLIS * 1e6, "≤ 200 ms", Unit.MILLIS.format(typed.median()));
  }

  private static boolean hasCache() throws IOException {
    return Files.exists(Workbench.dist().resolve("entropy-call.aot"));
  }
}

package io.entropy.bench.pause;

import io.entropy.bench.host.Command;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import java.io.IOException;
import java.util.List;

/// What the engine itself takes to pause a container and to let it go on, with nothing of ours: the
/// limit of `pause method=docker`.
///
/// @param pause until it says that it's done; and so the other
record Engine(Samples pause, Samples unpause) {
  private static final int ROUNDS = 15;
  private static final String SOCKET =
      System.getenv()
          .getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock")
          .replace("unix://", "");

  static Engine of(String container) throws IOException, InterruptedException {
    Engine engine = new Engine(new Samples(), new Samples());
    for (int i = -1; i < ROUNDS; i++) {
      long pause = ask(container, "pause");
      long unpause = ask(container, "unpause");
      if (i >= 0) {
        engine.pause.add(pause);
        engine.unpause.add(unpause);
      }
    }
    return engine;
  }

  /// By curl's own clock, without what it takes to start it.
  private static long ask(String container, String what) throws IOException, InterruptedException {
    String seconds =
        Command.of(
                List.of(
                    "curl",
                    "-sfS",
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{time_total}",
                    "--unix-socket",
                    SOCKET,
                    "-X",
                    "POST",
                    "http://localhost/containers/" + container + "/" + what))
            .run();
    return Math.round(Double.parseDouble(seconds) * 1e9);
  }

  void tell(Report report) {
    report.note(
        "the engine alone: pause %s (p90 %s), unpause %s (p90 %s)"
            .formatted(
                Unit.MILLIS.format(pause.median()),
                Unit.MILLIS.format(pause.p90()),
                Unit.MILLIS.format(unpause.median()),
                Unit.MILLIS.format(unpause.p90())));
  }
}

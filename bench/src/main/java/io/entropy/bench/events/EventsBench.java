package io.entropy.bench.events;

import io.entropy.bench.Bench;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How many events a second a manager's stream carries to one and to a hundred subscribers, and how
/// late they are at a steady rate; beside a bare gRPC stream of the same messages between the same
/// two processes.
public final class EventsBench implements Bench {
  private static final int ROUNDS = 7;

  /// Bursts until both ends are compiled.
  private static final int WARM_UP = 5;

  @Override
  public String name() {
    return "events";
  }

  /// Bursts stay within what a manager keeps, so that nobody who is behind loses any.
  private record Scene(int subscribers, Load burst, Load steady) {}

  private static final List<Scene> SCENES =
      List.of(
          new Scene(1, new Load(8_000, 0), new Load(4_000, 1_000)),
          new Scene(100, new Load(1_000, 0), new Load(500, 100)));

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "events: a manager's gRPC event stream, one connection a subscriber",
            List.of("subscribers", "deliveries/s", "lag p50", "lag p99", "at events/s", ""));
    try (Source source = Source.start()) {
      for (Scene scene : SCENES) {
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
          double one = burst(source, Server.MANAGER, scene);
          double other = burst(source, Server.BARE, scene);
          if (i >= 0) {
            ours[i] = one;
            bare[i] = other;
          }
        }
        double ratio = median(ours) / median(bare);
        row(report, scene, median(ours), steady(source, Server.MANAGER, scene), beside(ratio));
        row(report, scene, median(bare), steady(source, Server.BARE, scene), "the bare stream");
      }
      serverSent(report, source, SCENES.getFirst());
    }
    return report
        .note(
            "deliveries/s: median of %d bursts, from the first write to the last arrival"
                .formatted(ROUNDS))
        .note("lag: from when the event was due to be written until its subscriber had it parsed");
  }

  private static double median(double[] rates) {
    return Arrays.stream(rates).sorted().toArray()[rates.length / 2];
  }

  private static String beside(double ratio) {
    return String.format(Locale.ROOT, "%.2f of a bare gRPC stream of these messages", ratio);
  }

  private static void row(Report report, Scene scene, double rate, Samples lags, String beside) {
    Report _ =
        report.cells(
            Integer.toString(scene.subscribers()),
            String.format(Locale.ROOT, "%,.0f", rate),
            Unit.MILLIS.format(lags.median()),
            Unit.MILLIS.format(lags.p99()),
            Integer.toString(scene.steady().perSecond()),
            beside);
  }

  /// Deliveries a second.
  private static double burst(Source source, Server server, Scene scene)
      throws IOException, InterruptedException {
    int events = scene.burst().events();
    try (Subscribers all = Subscribers.open(source.address(server), scene.subscribers(), events)) {
      long start = System.nanoTime();
      source.begin(server, scene.burst());
      all.awaitAll();
      return (double) scene.subscribers() * events * 1e9 / (System.nanoTime() - start);
    }
  }

  /// One subscriber by server-sent events.
  private static void serverSent(Report report, Source source, Scene scene)
      throws IOException, InterruptedException {
    double[] rates = new double[ROUNDS];
    int events = scene.burst().events();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      try (SseReader reader = SseReader.open(source.manager())) {
        long start = System.nanoTime();
        source.begin(Server.MANAGER, scene.burst());
        reader.await(events);
        if (i >= 0) {
          rates[i] = events * 1e9 / (System.nanoTime() - start);
        }
      }
    }
    try (SseReader reader = SseReader.open(source.manager())) {
      source.begin(Server.MANAGER, scene.steady());
      reader.await(scene.steady().events());
      row(report, scene, median(rates), reader.lags(), "the manager's server-sent events");
    }
  }

  private static Samples steady(Source source, Server server, Scene scene)
      throws IOException, InterruptedException {
    try (Subscribers all =
        Subscribers.open(source.address(server), scene.subscribers(), scene.steady().events())) {
      source.begin(server, scene.steady());
      all.awaitAll();
      return all.lags();
    }
  }
}

package io.entropy.bench.soak;

import io.entropy.agent.journal.RunningSession;
import io.entropy.agent.journal.RunningSessions;
import io.entropy.agent.journal.StateDir;
import io.entropy.agent.remote.ManagerAddress;
import io.entropy.agent.remote.ManagerChannels;
import io.entropy.api.text.Durations;
import io.entropy.api.text.TextException;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.platform.EntropyProcess;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An hour of faults that begin and end each second on 100 containers, some of which are restarted
/// now and then: what has grown of a manager and its agent. Sixty samples, told on standard error
/// as they're taken.
public final class SoakBench implements Bench {
  /// How long, if not an hour.
  private static final String DURATION = "ENTROPY_SOAK";

  private static final int CONTAINERS = 100;
  private static final int CUT_OFF = 10;
  private static final String CUT_OFF_LABEL = "io.entropy.bench.cut=1";

  private static final int SAMPLES = 60;

  /// A collection each minute would hide what only a collection closes.
  private static final int HEAP_EACH = 5;

  /// Caches are full from the 15th on, and growth counts.
  private static final int WARMING = 5;

  private static final int WARM = 15;
  private static final int LAST = SAMPLES - 10;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public boolean onlyWhenNamed() {
    return true;
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Duration duration = duration();
    List<String> containers = containers(bench);
    Report report =
        new Report(
            "soak: %s of faults on %d containers".formatted(Durations.format(duration), CONTAINERS),
            List.of("", "samples 5–15", "last 10", "growth/h", "±", ""));
    RunningSession session;
    try (EntropyProcess manager = EntropyProcess.manager(bench);
        EntropyProcess agent = EntropyProcess.agent(bench, manager.address());
        ManagerChannels channels = new ManagerChannels();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Packets packets = Packets.to(Container.inspect(containers))) {
      agent.awaitJoined();
      session = session(agent);
      ManagedChannel channel = channels.open(ManagerAddress.read(manager.address()));
      Follower follower = Follower.of(channel);
      Policies policies = new Policies(channel, bench.label(), CUT_OFF_LABEL);
      policies.awaitTargets(CONTAINERS);
      policies.start();
      Sampler sampler = new Sampler(manager, agent, session.session(), http);
      rows(report, sample(sampler, duration, containers, packets));
      boolean over = policies.stop();
      left(report, over, session(agent).open(), Container.inspect(containers));
      Report _ =
          report
              .note(
                  "%,d faults; the subscriber saw %,d events"
                      .formatted(policies.injections(), follower.count()))
              .note(follower.summary());
      channel.shutdownNow();
    }
    return leftBehind(report, session);
  }

  private static Duration duration() throws TextException {
    String asked = System.getenv(DURATION);
    return asked == null ? Duration.ofHours(1) : Durations.read(asked);
  }

  private static List<String> containers(Workbench bench) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      List<String> labels = i < CUT_OFF ? List.of(CUT_OFF_LABEL) : List.of();
      ids.add(bench.container(labels).id());
    }
    return ids;
  }

  private static Series sample(
      Sampler sampler, Duration duration, List<String> containers, Packets packets)
      throws IOException, InterruptedException {
    Series series = new Series();
    long start = System.nanoTime();
    for (int i = 1; i <= SAMPLES; i++) {
      long due = start + duration.toNanos() * i / SAMPLES;
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      sampler.requireAlive();
      try {
        List<Container> now = Container.inspect(containers);
        packets.redirect(now);
        double hours = (System.nanoTime() - start) / 3.6e12;
        Map<Figure, Double> figures = sampler.take(now, i % HEAP_EACH == 0);
        series.add(i, hours, figures);
        System.err.println(i + " " + figures);
      } catch (IOException e) {
        System.err.println(i + " has no sample: " + e); // one of sixty
      }
    }
    return series;
  }

  private static RunningSession session(EntropyProcess agent) throws IOException {
    return RunningSessions.list(new StateDir(agent.state())).stream()
        .findFirst()
        .orElseThrow(() -> new IOException("the agent has no journal"));
  }

  private static void rows(Report report, Series series) {
    for (Figure figure : Figure.values()) {
      double warm = series.mean(figure, i -> i >= WARMING && i <= WARM);
      Growth growth = series.growth(figure, i -> i >= WARM);
      Report _ =
          report.cells(
              figure.what(),
              figure.format(warm),
              figure.format(series.mean(figure, i -> i > LAST)),
              figure.format(growth.anHour()),
              figure.format(growth.error()),
              figure.holds(warm, growth) ? "MET" : "MISSED");
    }
  }

  /// Once the policies have stopped, while both processes go on.
  private static void left(Report report, boolean over, int open, List<Container> containers)
      throws InterruptedException {
    int objects = NftObjects.count(containers);
    Report _ =
        report
            .verdict(over, "all faults end once all is stopped", over ? "they do" : "some don't")
            .verdict(objects == 0, "no nft object then", objects + " left")
            .verdict(open == 0, "nothing open in the journal then", open + " open");
  }

  /// Once both processes have ended.
  private static Report leftBehind(Report report, RunningSession session) {
    long watchdogs = Sampler.watchdogs(session.session());
    boolean journal = Files.exists(session.journal());
    return report.verdict(
        watchdogs == 0 && !journal,
        "nothing behind the agent",
        watchdogs + " watchdogs, " + (journal ? "its journal" : "no journal"));
  }
}

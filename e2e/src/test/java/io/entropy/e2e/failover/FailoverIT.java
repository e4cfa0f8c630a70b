package io.entropy.e2e.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.Node;
import io.entropy.e2e.failover.LeaderWatch.Failover;
import io.entropy.e2e.safety.Eventually;
import io.entropy.e2e.safety.Tables;
import io.entropy.injectors.spi.engine.TestEngine;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The leader is hit again and again, by chance in what way and when: another one goes on with the
/// ticks soon after its lease has ended, there are never more faults than may be, none outlives its
/// lease, and a subscriber misses nothing. Rounds and seed are system properties.
class FailoverIT {
  private static final int ROUNDS = Integer.getInteger("entropy.failover.rounds", 10);
  private static final long SEED =
      Long.getLong("entropy.failover.seed", System.nanoTime() & 0xffff_ffffL);

  /// From the end of a leader's lease to the next one's tick on nodes that are back.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  /// What a machine that does much else may add to one of them; the figures are printed.
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Strikes come anywhere between two renewals of the lease and two ticks.
  private static final int LATEST_MILLIS = 2_500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private TestEngine engine;
  private Victims brief;
  private Victims lasting;
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    engine = TestEngine.open();
    brief = Victims.start(engine, "brief", 2, 2, Duration.ofMillis(500));
    lasting = Victims.start(engine, "lasting", 1, 1, Duration.ofSeconds(12));
    cluster = Cluster.start(Victims.nodeLabel(engine));
  }

  @AfterEach
  void removeAll() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    engine.close();
  }

  @Test
  void anotherLeaderGoesOnWheneverTheLeaderIsHit() throws Exception {
    System.out.printf("%d rounds, seed %d%n", ROUNDS, SEED);
    awaitNodesAndTargets();
    String policy = create(brief, Duration.ofSeconds(1), .6);
    create(lasting, Duration.ofSeconds(13), 1);
    List<Victims> victims = List.of(brief, lasting);
    List<Failover> failovers = new ArrayList<>();
    try (FaultWatch faults = FaultWatch.start(victims, cluster.agents());
        JournalWatch journals = JournalWatch.start(victims, cluster);
        EventTape tape = EventTape.record(cluster.managers())) {
      for (int i = 1; i <= ROUNDS; i++) {
        failovers.add(round(i, policy));
      }
      Duration median = report(failovers);
      System.out.printf("kernel: %s; journals: %s%n", faults.seen(), journals.seen());
      endsWell(tape);
      assertThat(median).isLessThanOrEqualTo(AT_MOST);
      assertThat(faults.wrong()).isEmpty();
      assertThat(journals.wrong()).isEmpty();
      assertThat(faults.seen().full()).as("the limit was reached").isPositive();
    }
    noTickWasRolledTwice(policy);
    assertThat(failovers)
        .allSatisfy(f -> assertThat(f.tick()).isLessThanOrEqualTo(AT_MOST.plus(SLACK)));
  }

  private void awaitNodesAndTargets() throws InterruptedException {
    int targets = brief.all().size() + lasting.all().size();
    Duration _ =
        Eventually.within(
            PATIENCE,
            "the nodes and their containers are known",
            () ->
                cluster.store().view(s -> s.all(Kinds.TARGETS).size()) == targets
                    && presentNodes() == Cluster.SIZE);
  }

  private long presentNodes() {
    List<Node> nodes = cluster.store().view(s -> s.all(Kinds.NODES));
    return nodes.stream().filter(n -> !n.getStatus().getAway()).count();
  }

  /// Its id.
  private String create(Victims victims, Duration frequency, double probability) throws Exception {
    Candidate leader = cluster.at(LeaderWatch.leader(cluster.store()).orElseThrow().holder());
    String json = victims.policy(engine, frequency, probability);
    return JSON.readTree(cluster.rest(leader, "POST", "/v1/policies", json)).path("id").asText();
  }

  private Failover round(int number, String policy) throws Exception {
    List<Strike> strikes = List.of(Strike.values());
    Strike strike = strikes.get(random.nextInt(strikes.size()));
    Thread.sleep(random.nextInt(LATEST_MILLIS));
    try (LeaderWatch watch = new LeaderWatch(cluster.store())) {
      Candidate leader = cluster.at(watch.leader());
      long hit = System.nanoTime();
      strike.on(leader);
      long end = watch.awaitEnd();
      Failover failover = watch.awaitTick(policy, end);
      System.out.printf(
          "%2d %-7s lease ended after %4d ms; then led %4d, nodes %4d, tick %4d ms%n",
          number,
          strike,
          (end - hit) / 1_000_000,
          failover.elected().toMillis(),
          failover.nodes().toMillis(),
          failover.tick().toMillis());
      strike.undo(leader);
      awaitWell();
      return failover;
    }
  }

  private void awaitWell() throws InterruptedException {
    for (Candidate manager : cluster.managers()) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!cluster.isWell(manager)) {
        assertThat(System.nanoTime()).as(manager.log()).isLessThan(deadline);
        Thread.sleep(50);
      }
    }
  }

  /// The median.
  private static Duration report(List<Failover> failovers) {
    List<Duration> ticks =
        failovers.stream().map(Failover::tick).sorted(Comparator.naturalOrder()).toList();
    System.out.printf(
        "failover after the end of the lease: median %d ms, longest %d ms%n",
        ticks.get(ticks.size() / 2).toMillis(), ticks.getLast().toMillis());
    return ticks.get(ticks.size() / 2);
  }

  /// Ends everything in the order in which an operator would.
  private void endsWell(EventTape tape) throws Exception {
    Candidate leader = cluster.at(LeaderWatch.leader(cluster.store()).orElseThrow().holder());
    for (Victims victims : List.of(brief, lasting)) {
      cluster.rest(leader, "POST", "/v1/policies/" + victims.name() + ":stop", "");
    }
    cluster.endAgents();
    brief.all().forEach(v -> assertThat(Tables.inNetworkOf(v.pid())).isEmpty());
    lasting.all().forEach(v -> assertThat(Tables.inNetworkOf(v.pid())).isEmpty());
    List<String> whole = EventTape.whole(leader);
    Duration _ =
        Eventually.within(
            PATIENCE,
            "the subscriber has read all",
            () -> !tape.ids().isEmpty() && tape.ids().getLast().equals(whole.getLast()));
    System.out.printf("%d events over %d streams%n", tape.ids().size(), tape.streams());
    assertThat(tape.lost()).isEmpty();
    assertThat(tape.ids()).doesNotHaveDuplicates().endsWith(whole.toArray(String[]::new));
    assertThat(whole).as("all are kept").hasSameSizeAs(tape.ids());
  }

  private void noTickWasRolledTwice(String policy) {
    List<Event> events = cluster.store().view(s -> s.all(Kinds.EVENTS));
    List<Double> ticks =
        events.stream()
            .map(Event::getSpec)
            .filter(e -> e.getType().equals(EventTypes.ROLL) && e.getPolicy().equals(policy))
            .map(e -> e.getData().getFieldsOrThrow("tick").getNumberValue())
            .toList();
    assertThat(ticks).doesNotHaveDuplicates().hasSizeGreaterThan(ROUNDS);
  }
}

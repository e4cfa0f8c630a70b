package io.entropy.electiondemo.election;

import static io.entropy.electiondemo.election.Voters.ms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Five voters on virtual time. Until [#calmFrom] the network loses, repeats, reorders and
/// misdelivers datagrams and splits into parts, and voters crash between two effects and come back
/// with what was on disk. Everything follows from the seed.
final class SimulatedCluster {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

  /// Something that happens at a moment; `order` keeps moments of equal time in a fixed order.
  private record Event(long at, long order, Consumer<Long> action) {}

  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Map<String, Election> rules = new HashMap<>();
  private final Map<String, VoterState> up = new TreeMap<>();
  private final Map<String, Ballot> disks = new HashMap<>();
  private final Map<Long, Set<String>> leadersOfTerm = new TreeMap<>();
  private final double loss;
  private final long calmFrom;
  private Set<String> oneSide = Set.of();
  private long scheduled;

  SimulatedCluster(long seed, Variant variant, long calmFrom) {
    random = new SplittableRandom(seed);
    this.calmFrom = calmFrom;
    loss = random.nextDouble(0.4);
    // With a narrow range voters often stand at once, and safety is all that is left.
    var timing =
        random.nextInt(2) > 0
            ? Timing.DEFAULT
            : new Timing(Duration.ofMillis(300), Duration.ofMillis(310), Duration.ofMillis(75));
    for (var id : IDS) {
      var peers = new HashSet<>(IDS);
      peers.remove(id);
      rules.put(id, new Election(id, peers, timing, variant, random.split()));
      boot(id, 0);
    }
    at(ms(200), this::disturb);
  }

  /// Lets everything happen that is due until `end`.
  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      var event = events.poll();
      event.action().accept(event.at());
    }
  }

  /// Every voter that ever led, by term.
  Map<Long, Set<String>> leadersOfTerm() {
    return leadersOfTerm;
  }

  List<VoterState> voters() {
    return List.copyOf(up.values());
  }

  private void disturb(long now) {
    if (now >= calmFrom) {
      oneSide = Set.of();
      IDS.forEach(id -> bootIfDown(id, now));
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> oneSide = Set.of();
      case 1 -> oneSide = someVoters();
      case 2 -> up.remove(anyVoter());
      case 3 -> IDS.forEach(id -> bootIfDown(id, now));
      default -> throw new AssertionError();
    }
    at(now + random.nextLong(ms(1), ms(1000)), this::disturb);
  }

  private void bootIfDown(String id, long now) {
    if (!up.containsKey(id)) {
      boot(id, now);
    }
  }

  private void boot(String id, long now) {
    settle(id, rules(id).start(disks.getOrDefault(id, Ballot.FIRST), now));
  }

  private void settle(String id, VoterState state) {
    up.put(id, state);
    if (state.role() instanceof Role.Leader) {
      leadersOfTerm.computeIfAbsent(state.term(), _ -> new HashSet<>()).add(id);
    }
    at(state.role().dueAt(), now -> tick(id, now));
  }

  private void tick(String id, long now) {
    var state = up.get(id);
    if (state != null && now >= state.role().dueAt()) {
      perform(id, rules(id).tick(state, now), now);
    }
  }

  private void deliver(String receiver, Message message, long now) {
    var state = up.get(receiver);
    if (state != null) {
      perform(receiver, rules(receiver).receive(state, message, now), now);
    }
  }

  private void perform(String id, Step step, long now) {
    for (var effect : step.effects()) {
      if (now < calmFrom && random.nextInt(500) == 0) {
        up.remove(id);
        at(now + random.nextLong(ms(1), ms(500)), then -> bootIfDown(id, then));
        return;
      }
      switch (effect) {
        case Effect.Persist persist -> disks.put(id, persist.ballot());
        case Effect.Send send -> post(send.message(), now);
        case Effect.LeaderChanged _, Effect.ElectionStarted _, Effect.RivalHeard _ -> {}
      }
    }
    settle(id, step.state());
  }

  private void post(Message message, long now) {
    boolean rough = now < calmFrom;
    boolean cut = oneSide.contains(message.from()) != oneSide.contains(message.to());
    if (cut || (rough && random.nextDouble() < loss)) {
      return;
    }
    var receiver = rough && random.nextInt(50) == 0 ? anyVoter() : message.to();
    int copies = rough && random.nextInt(20) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      long slowest = rough && random.nextInt(20) == 0 ? ms(2000) : ms(20);
      at(now + random.nextLong(1, slowest), then -> deliver(receiver, message, then));
    }
  }

  private void at(long time, Consumer<Long> action) {
    events.add(new Event(time, scheduled++, action));
  }

  private Election rules(String id) {
    return Objects.requireNonNull(rules.get(id));
  }

  private String anyVoter() {
    return IDS.get(random.nextInt(IDS.size()));
  }

  private Set<String> someVoters() {
    var some = new ArrayList<>(IDS);
    some.removeIf(_ -> random.nextBoolean());
    return Set.copyOf(some);
  }
}

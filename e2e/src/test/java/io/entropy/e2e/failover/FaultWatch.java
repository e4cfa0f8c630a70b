package io.entropy.e2e.failover;

import io.entropy.e2e.failover.Victims.Victim;
import io.entropy.e2e.safety.Tables;
import io.entropy.injectors.kernel.fault.Stray;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks again and again at what faults the kernel has, and notes what must not be: more than a
/// policy's limit, a lease that's too long, a fault for longer than it lasts, and one whose agent
/// has been without a manager for longer than a lease.
final class FaultWatch implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(3);

  /// What the machine may add until a fault has ended or an agent has said what it knows.
  private static final Duration SLACK = Duration.ofMillis(500);

  /// What the kernel rounds a lease up by, and what passes between two of our looks.
  private static final Duration ROUNDING = Duration.ofMillis(50);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final List<Victims> victims;
  private final List<Cluster.Joined> agents;
  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, Long> alone = new HashMap<>();
  private final Lookout lookout;
  private volatile Seen seen = new Seen(0, 0, 0);

  /// How often it looked, at how many faults, and how often at as many as may be.
  record Seen(long looks, long faults, long full) {}

  private FaultWatch(List<Victims> victims, List<Cluster.Joined> agents) {
    this.victims = List.copyOf(victims);
    this.agents = List.copyOf(agents);
    this.lookout = new Lookout("fault-watch", PAUSE, this::look);
  }

  static FaultWatch start(List<Victims> victims, List<Cluster.Joined> agents) {
    FaultWatch watch = new FaultWatch(victims, agents);
    watch.lookout.start();
    return watch;
  }

  private void look() {
    agents.forEach(this::hear);
    victims.forEach(this::look);
  }

  /// Whether an agent has a manager, by what it says.
  private void hear(Cluster.Joined agent) {
    List<String> lines = agent.process().err();
    boolean lost = !lines.isEmpty() && !lines.getLast().contains("joined the manager");
    if (lost) {
      alone.putIfAbsent(agent.node(), System.nanoTime());
    } else {
      alone.remove(agent.node());
    }
  }

  private void look(Victims group) {
    Set<String> active = new HashSet<>();
    long start = System.nanoTime();
    for (Victim victim : group.all()) {
      if (isActive(victim)) {
        active.add(victim.container().id());
        check(group, victim);
      } else {
        since.remove(victim.container().id());
      }
    }
    if (active.size() > group.limit()) {
      long took = (System.nanoTime() - start) / 1_000_000;
      lookout.note(
          "%s: %d faults, at most %d may be (looked for %d ms)"
              .formatted(group.name(), active.size(), group.limit(), took));
    }
    seen =
        new Seen(
            seen.looks + 1,
            seen.faults + active.size(),
            seen.full + (active.size() == group.limit() ? 1 : 0));
  }

  private boolean isActive(Victim victim) {
    List<Stray> tables = Tables.inNetworkOf(victim.pid());
    tables.stream()
        .filter(table -> table.left().compareTo(LEASE.plus(ROUNDING)) > 0)
        .forEach(table -> lookout.note("a lease of " + table.left()));
    return Tables.anyActive(tables);
  }

  private void check(Victims group, Victim victim) {
    long now = System.nanoTime();
    long began = since.computeIfAbsent(victim.container().id(), _ -> now);
    if (now - began > group.lasts().plus(SLACK).toNanos()) {
      lookout.note(
          "%s: a fault of %s for %d ms"
              .formatted(group.name(), group.lasts(), (now - began) / 1_000_000));
    }
    long lost = alone.getOrDefault(victim.node(), now);
    if (now - lost > LEASE.plus(SLACK).toNanos()) {
      lookout.note(
          "%s: a fault on %s, %d ms after its agent lost its manager"
              .formatted(group.name(), victim.node(), (now - lost) / 1_000_000));
    }
  }

  /// What must not be.
  List<String> wrong() {
    return lookout.wrong();
  }

  Seen seen() {
    return seen;
  }

  @Override
  public void close() {
    lookout.close();
  }
}

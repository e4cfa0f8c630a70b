package io.entropy.e2e.failover;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Injection;
import io.entropy.e2e.failover.Victims.Victim;
import io.entropy.e2e.safety.JournalOnDisk;
import io.entropy.e2e.safety.Tables;
import io.entropy.store.model.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks again and again at what the agents' journals hold that isn't undone, and notes what must
/// not be: more faults whose time isn't over than a policy's limit, and one in the kernel of which
/// no journal has the undo. What is over may be noted as done a little later.
final class JournalWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// An agent's journal is read after another's: a look that takes so long isn't one.
  private static final Duration LONGEST_LOOK = Duration.ofMillis(150);

  private final List<Victims> victims;
  private final Cluster cluster;
  private final Lookout lookout;
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger full = new AtomicInteger();

  private JournalWatch(List<Victims> victims, Cluster cluster) {
    this.victims = List.copyOf(victims);
    this.cluster = cluster;
    this.lookout = new Lookout("journal-watch", PAUSE, this::look);
  }

  static JournalWatch start(List<Victims> victims, Cluster cluster) {
    JournalWatch watch = new JournalWatch(victims, cluster);
    watch.lookout.start();
    return watch;
  }

  private void look() throws IOException {
    long start = System.nanoTime();
    Set<Long> active = active();
    List<JournalOnDisk.Open> open = new ArrayList<>();
    for (Cluster.Joined agent : cluster.agents()) {
      JournalOnDisk.in(agent.stateDir()).forEach(journal -> open.addAll(journal.open()));
    }
    Set<Long> now = namespaces(open.stream().filter(this::isNow));
    if (System.nanoTime() - start > LONGEST_LOOK.toNanos()) {
      return;
    }
    int _ = looks.incrementAndGet();
    victims.forEach(group -> count(group, now));
    active.retainAll(active()); // all the while
    active.removeAll(namespaces(open.stream()));
    if (!active.isEmpty()) {
      lookout.note("no journal has the undo of faults in " + active);
    }
  }

  private void count(Victims group, Set<Long> now) {
    long count = group.all().stream().filter(victim -> now.contains(victim.namespace())).count();
    int _ = full.addAndGet(count == group.limit() ? 1 : 0);
    if (count > group.limit()) {
      lookout.note(
          "%s: journals have %d, at most %d may be".formatted(group.name(), count, group.limit()));
    }
  }

  /// Where the kernel has a fault in force.
  private Set<Long> active() {
    return victims.stream()
        .flatMap(group -> group.all().stream())
        .filter(victim -> Tables.anyActive(Tables.inNetworkOf(victim.pid())))
        .map(Victim::namespace)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<Long> namespaces(Stream<JournalOnDisk.Open> open) {
    return open.map(JournalOnDisk.Open::namespace).collect(Collectors.toSet());
  }

  /// Whether its time has begun and isn't over.
  private boolean isNow(JournalOnDisk.Open open) {
    Instant now = Instant.now();
    return cluster
        .store()
        .view(s -> s.get(Kinds.INJECTIONS, open.injection()))
        .map(Injection::getSpec)
        .filter(spec -> {
          Instant begins = ProtoTime.fromProto(spec.getBegins());
          Instant ends = begins.plus(ProtoTime.fromProto(spec.getDuration()));
          return !now.isBefore(begins) && now.isBefore(ends);
        })
        .isPresent();
  }

  /// What must not be.
  List<String> wrong() {
    return lookout.wrong();
  }

  /// How often it looked, and how often it saw as many as may be.
  String seen() {
    return "%d looks, %d at the limit".formatted(looks.get(), full.get());
  }

  @Override
  public void close() {
    lookout.close();
  }
}

package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A session's queueing disciplines and classes in one namespace, as the kernel has them, for one
/// operation. One thread.
final class TreeInKernel {
  /// A class that lets everything through at once.
  private static final Limit ANY = new Limit(100_000_000_000L, 1L << 30, 1);

  private final Devices devices;
  private final Qdiscs qdiscs;
  private final Classes classes;
  private final SessionTree tree;

  TreeInKernel(RouteSocket socket, SessionTree tree) {
    this.devices = new Devices(socket);
    this.qdiscs = new Qdiscs(socket);
    this.classes = new Classes(socket);
    this.tree = tree;
  }

  Optional<String> obstacle(Lead lead) {
    List<Device> concerned = concerned(lead.only());
    if (concerned.isEmpty()) {
      return Optional.of(
          lead.only().map(n -> "it has no interface `" + n + "`").orElse("it has no interface"));
    }
    return switch (lead.direction()) {
      case RECEIVE ->
          otherSession()
              .or(() ->
                  devices.findIfb(tree.ifb()).flatMap(ifb -> duplication(ifb, lead.treatment())));
      case SEND ->
          concerned.stream()
              .flatMap(d -> foreign(d).or(() -> duplication(d, lead.treatment())).stream())
              .findFirst();
    };
  }

  /// Kernels since 2025 refuse a netem that duplicates beside another at the same device
  /// (`check_netem_in_tree`), older ones may hang for it. One that duplicates as well is replaced.
  private Optional<String> duplication(Device device, Treatment asked) {
    if (!(asked instanceof Netem netem)) {
      return Optional.empty();
    }
    return qdiscs.list().stream()
        .filter(q -> q.device() == device.index())
        .flatMap(q -> q.netem().stream())
        .filter(present -> present.duplicates() != netem.duplicates())
        .findFirst()
        .map(_ ->
            "another fault has netem at %s already, and one that duplicates stands alone"
                .formatted(device.name()));
  }

  /// What another session leads away at its hook never comes by ours.
  private Optional<String> otherSession() {
    return devices.list().stream()
        .filter(d -> d.isIfbOfASession() && !d.name().equals(tree.ifb()))
        .findFirst()
        .map(d ->
            "another session of Entropy limits what it receives, by its `%s` (that session's revert takes it away)"
                .formatted(d.name()));
  }

  private Optional<String> foreign(Device device) {
    return qdiscs.list().stream()
        .filter(q -> q.device() == device.index() && isForeign(q))
        .findFirst()
        .map(q ->
            "its %s has a qdisc already, `%s %x:`, which Entropy doesn't replace (another session's revert takes that session's away; `tc qdisc del dev %s root` anyone's)"
                .formatted(device.name(), q.kind(), q.handle() >>> 16, device.name()));
  }

  private boolean isForeign(Qdisc qdisc) {
    return qdisc.isRoot() && qdisc.handle() != 0 && !qdisc.isOf(tree);
  }

  private List<Device> concerned(Optional<String> only) {
    return devices.list().stream()
        .filter(Device::sends)
        .filter(d -> only.isEmpty() || d.name().equals(only.get()))
        .toList();
  }

  /// Adds the classes of a lane, of which the first is its own.
  Action.Steer add(Lead lead, List<Combination> combinations) {
    int id = tree.classOf(combinations.getFirst());
    return switch (lead.direction()) {
      case SEND -> {
        for (Device device : concerned(lead.only())) {
          add(device, combinations);
        }
        yield new Action.Steer(id, 0);
      }
      case RECEIVE -> {
        Device ifb = devices.findIfb(tree.ifb()).orElseGet(() -> devices.addIfb(tree.ifb()));
        add(ifb, combinations);
        yield new Action.Steer(id, ifb.index());
      }
    };
  }

  private void add(Device device, List<Combination> combinations) {
    if (trees().stream().noneMatch(q -> q.device() == device.index())) {
      qdiscs.addTree(device, tree);
    }
    for (Combination combination : combinations) {
      int id = tree.classOf(combination);
      Optional<Limit> limit = combination.limit();
      classes.add(device, tree, id, limit.orElse(ANY));
      if (combination.netem().isEmpty()) {
        limit.ifPresent(l -> qdiscs.addQueue(device, id, l.queue()));
      } else if (!combination.netem().get().duplicates()) {
        qdiscs.addNetem(device, id, combination.netem().get(), combination.queue());
      }
    }
  }

  void emulate(Combination alone, Combination insteadOf, Netem netem) {
    int id = tree.classOf(alone);
    List<Qdisc> all = qdiscs.list();
    List<Device> present = devices.list();
    for (Qdisc qdisc : trees()) {
      if (classes.list(qdisc.device()).containsKey(id)) {
        emulator(all, qdisc.device(), tree.classOf(insteadOf)).ifPresent(qdiscs::delete);
        present.stream()
            .filter(d -> d.index() == qdisc.device())
            .forEach(d -> qdiscs.addNetem(d, id, netem, alone.queue()));
      }
    }
  }

  private List<Qdisc> trees() {
    return qdiscs.list().stream().filter(q -> q.isOf(tree)).toList();
  }

  /// What went through the combination's class, at all devices that have it.
  Optional<ClassReading> read(Combination combination) {
    int id = tree.classOf(combination);
    List<Qdisc> all = qdiscs.list();
    List<ClassReading> readings = new ArrayList<>();
    for (Qdisc qdisc : all) {
      ClassReading reading = qdisc.isOf(tree) ? classes.list(qdisc.device()).get(id) : null;
      if (reading != null) {
        readings.add(
            emulator(all, qdisc.device(), id)
                .map(netem -> reading.withEmulator(netem.passed()))
                .orElse(reading));
      }
    }
    return readings.stream().reduce(ClassReading::plus);
  }

  private static Optional<Qdisc> emulator(List<Qdisc> all, int device, int id) {
    return all.stream()
        .filter(q -> q.device() == device && q.parent() == id && q.netem().isPresent())
        .findFirst();
  }

  /// What of the combination isn't in the kernel as it's to be, of each device that has its class.
  Optional<String> flaw(Combination combination) {
    int id = tree.classOf(combination);
    List<Qdisc> all = qdiscs.list();
    List<Qdisc> having =
        all.stream().filter(q -> q.isOf(tree) && classes.list(q.device()).containsKey(id)).toList();
    if (having.isEmpty()) {
      return Optional.of("its class is gone");
    }
    return combination
        .netem()
        .flatMap(netem ->
            having.stream()
                .flatMap(q -> flaw(netem, emulator(all, q.device(), id)).stream())
                .findFirst());
  }

  private static Optional<String> flaw(Netem asked, Optional<Qdisc> emulator) {
    return emulator
        .flatMap(Qdisc::netem)
        .map(asked::difference)
        .orElse(Optional.of("its network emulator is gone"));
  }

  /// Takes the classes away, and with the last one what else is ours there.
  boolean remove(List<Combination> combinations) {
    boolean there = false;
    for (Qdisc qdisc : trees()) {
      Set<Integer> remaining = new HashSet<>(classes.list(qdisc.device()).keySet());
      List<Integer> going =
          combinations.stream().map(tree::classOf).filter(remaining::remove).toList();
      there |= !going.isEmpty();
      if (remaining.isEmpty()) {
        qdiscs.deleteTree(qdisc.device(), tree);
        there = true;
      } else {
        going.forEach(id -> classes.delete(qdisc.device(), id));
      }
    }
    return removeIdleIfb() || there;
  }

  /// Takes all away that the session has there.
  boolean removeAll() {
    List<Qdisc> all = trees();
    all.forEach(q -> qdiscs.deleteTree(q.device(), tree));
    return removeIdleIfb() || !all.isEmpty();
  }

  private boolean removeIdleIfb() {
    Optional<Device> ifb = devices.findIfb(tree.ifb());
    boolean idle =
        ifb.isPresent() && trees().stream().noneMatch(q -> q.device() == ifb.get().index());
    if (idle) {
      devices.delete(ifb.get());
    }
    return idle;
  }
}

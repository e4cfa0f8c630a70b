package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  Optional<String> obstacle(Direction direction, Optional<String> only, Treatment treatment) {
    List<Device> concerned = concerned(only);
    if (concerned.isEmpty()) {
      return Optional.of(
          only.map(n -> "it has no interface `" + n + "`").orElse("it has no interface"));
    }
    return switch (direction) {
      case RECEIVE ->
          otherSession()
              .or(() -> devices.findIfb(tree.ifb()).flatMap(ifb -> duplication(ifb, treatment)));
      case SEND ->
          concerned.stream()
              .flatMap(d -> foreign(d).or(() -> duplication(d, treatment)).stream())
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

  Action.Steer add(int fault, Direction direction, Optional<String> only, Treatment treatment) {
    int id = tree.classOf(fault);
    return switch (direction) {
      case SEND -> {
        for (Device device : concerned(only)) {
          add(device, id, treatment);
        }
        yield new Action.Steer(id, 0);
      }
      case RECEIVE -> {
        Device ifb = devices.findIfb(tree.ifb()).orElseGet(() -> devices.addIfb(tree.ifb()));
        add(ifb, id, treatment);
        yield new Action.Steer(id, ifb.index());
      }
    };
  }

  private void add(Device device, int id, Treatment treatment) {
    if (trees().stream().noneMatch(q -> q.device() == device.index())) {
      qdiscs.addTree(device, tree);
    }
    switch (treatment) {
      case Limit limit -> {
        classes.add(device, tree, id, limit);
        qdiscs.addQueue(device, id, limit.queue());
      }
      case Netem netem -> {
        classes.add(device, tree, id, ANY);
        if (!netem.duplicates()) {
          qdiscs.addNetem(device, id, netem);
        }
      }
    }
  }

  void emulate(int fault, int insteadOf, Netem netem) {
    List<Qdisc> all = qdiscs.list();
    List<Device> present = devices.list();
    for (Qdisc qdisc : trees()) {
      if (classes.list(qdisc.device()).containsKey(tree.classOf(fault))) {
        emulator(all, qdisc.device(), tree.classOf(insteadOf)).ifPresent(qdiscs::delete);
        present.stream()
            .filter(d -> d.index() == qdisc.device())
            .forEach(d -> qdiscs.addNetem(d, tree.classOf(fault), netem));
      }
    }
  }

  private List<Qdisc> trees() {
    return qdiscs.list().stream().filter(q -> q.isOf(tree)).toList();
  }

  Optional<ClassReading> read(int fault) {
    int id = tree.classOf(fault);
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

  /// Of each device that has its class.
  Optional<String> flaw(int fault, Treatment asked) {
    int id = tree.classOf(fault);
    List<Qdisc> all = qdiscs.list();
    List<Qdisc> having =
        all.stream().filter(q -> q.isOf(tree) && classes.list(q.device()).containsKey(id)).toList();
    if (having.isEmpty()) {
      return Optional.of("its class is gone");
    }
    return switch (asked) {
      case Limit _ -> Optional.empty();
      case Netem netem ->
          having.stream()
              .flatMap(q -> flaw(netem, emulator(all, q.device(), id)).stream())
              .findFirst();
    };
  }

  private static Optional<String> flaw(Netem asked, Optional<Qdisc> emulator) {
    return emulator
        .flatMap(Qdisc::netem)
        .map(asked::difference)
        .orElse(Optional.of("its network emulator is gone"));
  }

  boolean remove(int fault) {
    int id = tree.classOf(fault);
    boolean there = false;
    for (Qdisc qdisc : trees()) {
      Map<Integer, ClassReading> present = classes.list(qdisc.device());
      boolean has = present.containsKey(id);
      there |= has;
      if (present.size() == (has ? 1 : 0)) {
        qdiscs.deleteTree(qdisc.device(), tree);
        there = true;
      } else if (has) {
        classes.delete(qdisc.device(), id);
      }
    }
    return removeIdleIfb() || there;
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

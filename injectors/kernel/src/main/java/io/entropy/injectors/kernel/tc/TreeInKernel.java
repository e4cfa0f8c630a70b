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

  Optional<String> obstacle(Direction direction, Optional<String> only) {
    List<Device> concerned = concerned(only);
    if (concerned.isEmpty()) {
      return Optional.of(
          only.map(n -> "it has no interface `" + n + "`").orElse("it has no interface"));
    }
    return switch (direction) {
      case RECEIVE -> otherSession();
      case SEND -> concerned.stream().flatMap(d -> foreign(d).stream()).findFirst();
    };
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

  Action.Steer add(int fault, Direction direction, Optional<String> only, Limit limit) {
    return add(
        fault, direction, only, limit, (device, id) -> qdiscs.addQueue(device, id, limit.queue()));
  }

  Action.Steer add(int fault, Direction direction, Optional<String> only, Netem netem) {
    return add(fault, direction, only, ANY, (device, id) -> qdiscs.addNetem(device, id, netem));
  }

  private interface Leaf {
    void add(Device device, int id);
  }

  private Action.Steer add(
      int fault, Direction direction, Optional<String> only, Limit limit, Leaf leaf) {
    int id = tree.classOf(fault);
    return switch (direction) {
      case SEND -> {
        for (Device device : concerned(only)) {
          add(device, id, limit, leaf);
        }
        yield new Action.Steer(id, 0);
      }
      case RECEIVE -> {
        Device ifb = devices.findIfb(tree.ifb()).orElseGet(() -> devices.addIfb(tree.ifb()));
        add(ifb, id, limit, leaf);
        yield new Action.Steer(id, ifb.index());
      }
    };
  }

  private void add(Device device, int id, Limit limit, Leaf leaf) {
    if (trees().stream().noneMatch(q -> q.device() == device.index())) {
      qdiscs.addTree(device, tree);
    }
    classes.add(device, tree, id, limit);
    leaf.add(device, id);
  }

  private List<Qdisc> trees() {
    return qdiscs.list().stream().filter(q -> q.isOf(tree)).toList();
  }

  Optional<ClassReading> read(int fault) {
    List<ClassReading> readings = new ArrayList<>();
    for (Qdisc qdisc : trees()) {
      ClassReading reading = classes.list(qdisc.device()).get(tree.classOf(fault));
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings.stream().reduce(ClassReading::plus);
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

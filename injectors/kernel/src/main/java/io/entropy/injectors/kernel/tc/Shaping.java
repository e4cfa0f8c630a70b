package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The traffic classes of one session in one network namespace: one for each fault, and for each
/// [Combination] of faults that packets may meet, at each device that sends, or for what is
/// received at an ifb of ours. The session's queueing disciplines come with its first class there
/// and go with the last.
///
/// Any thread; changes of one process follow each other.
public final class Shaping {
  /// Guards that what is there stays so while it's decided what to add or to take away.
  private static final Object LOCK = new Object();

  /// Where this process's sessions have classes.
  private static final Map<Place, Lanes> PLACES = new HashMap<>();

  private final NetworkNamespace namespace;
  private final SessionTree tree;
  private final Place place;

  private record Place(long inode, String session) {}

  public Shaping(NetworkNamespace namespace, String session) {
    this.namespace = namespace;
    this.tree = SessionTree.of(session);
    this.place = new Place(namespace.inode(), session);
  }

  /// Why there can't be such a class, in words; empty when there can. A qdisc that someone put at a
  /// device stays there: it's theirs.
  public Optional<String> obstacle(Lead lead) {
    return with((kernel, lanes) -> lanes.obstacle(lead).or(() -> kernel.obstacle(lead)));
  }

  /// Adds the fault's classes, which no packet goes through yet.
  ///
  /// @param fault later ones have higher numbers
  /// @return what leads packets through them
  /// @throws io.entropy.injectors.kernel.sys.KernelException when the kernel refused; [#remove]
  ///   takes away what is there by then
  public Action.Steer add(int fault, Lead lead) {
    return with((kernel, lanes) -> {
      Lane lane = lanes.add(fault, lead);
      PLACES.put(place, lanes);
      return kernel.add(lead, lanes.combinations(lane));
    });
  }

  /// Has a network emulator that duplicates ([Netem#duplicates]) treat what goes through the
  /// fault's class from now on.
  ///
  /// @param insteadOf the fault whose class loses its own for that
  public void emulate(int fault, int insteadOf, Netem netem) {
    with((kernel, lanes) -> {
      Optional<Combination> old = lanes.find(insteadOf).map(Combination::alone);
      lanes
          .find(fault)
          .map(Combination::alone)
          .ifPresent(alone -> kernel.emulate(alone, old.orElse(alone), netem));
      return lanes;
    });
  }

  /// What the fault had to do with of what went through its classes; empty when they aren't there.
  public Optional<ClassReading> read(int fault) {
    return ifThere(
        (kernel, lanes) -> lanes.find(fault).flatMap(lane -> read(kernel, lane, lanes)),
        Optional.empty());
  }

  private static Optional<ClassReading> read(TreeInKernel kernel, Lane lane, Lanes lanes) {
    return lanes.combinations(lane).stream()
        .filter(combination -> combination.serves(lane))
        .flatMap(c -> kernel.read(c).map(reading -> c.share(lane, reading)).stream())
        .reduce(ClassReading::plus)
        .map(lane.before()::plus);
  }

  /// How many packets are in the fault's classes.
  ///
  /// @param shared only of those that are other faults' as well
  public long held(int fault, boolean shared) {
    return ifThere(
        (kernel, lanes) ->
            lanes.find(fault).map(lanes::combinations).orElse(List.of()).stream()
                .filter(combination -> !shared || combination.size() > 1)
                .flatMap(combination -> kernel.read(combination).stream())
                .mapToLong(ClassReading::held)
                .sum(),
        0L);
  }

  /// What of the fault's classes isn't in the kernel as it was asked for, in words; empty when all
  /// is.
  public Optional<String> flaw(int fault) {
    return with((kernel, lanes) -> {
      Optional<Lane> lane = lanes.find(fault);
      return lane.isEmpty()
          ? Optional.of("its class is gone")
          : lanes.combinations(lane.get()).stream()
              .filter(combination -> combination.serves(lane.get()))
              .flatMap(combination -> kernel.flaw(combination).stream())
              .findFirst();
    });
  }

  /// Takes the fault's classes away with what waits in them, and what is ours of the namespace with
  /// the last class. Of another process's session, all is taken away. Idempotent.
  ///
  /// @return whether anything was there
  public boolean remove(int fault) {
    try {
      return with((kernel, lanes) ->
          lanes.isEmpty()
              ? kernel.removeAll()
              : lanes.find(fault).map(lane -> remove(kernel, lane, lanes)).orElse(false));
    } catch (NamespaceGoneException _) {
      forget(fault);
      return false;
    }
  }

  private boolean remove(TreeInKernel kernel, Lane lane, Lanes lanes) {
    List<Combination> going = lanes.combinations(lane);
    for (Combination combination : going) {
      kernel.read(combination).ifPresent(reading -> combination.keep(reading, lane));
    }
    boolean there = kernel.remove(going);
    forget(lane.fault());
    return there;
  }

  private void forget(int fault) {
    synchronized (LOCK) {
      Lanes lanes = PLACES.getOrDefault(place, new Lanes());
      lanes.find(fault).ifPresent(lanes::remove);
      if (lanes.isEmpty()) {
        PLACES.remove(place);
      }
    }
  }

  private <T> T ifThere(BiFunction<TreeInKernel, Lanes, T> body, T otherwise) {
    try {
      return with(body);
    } catch (NamespaceGoneException _) {
      return otherwise;
    }
  }

  private <T> T with(BiFunction<TreeInKernel, Lanes, T> body) {
    synchronized (LOCK) {
      try (RouteSocket socket = RouteSocket.open(namespace)) {
        return body.apply(new TreeInKernel(socket, tree), PLACES.getOrDefault(place, new Lanes()));
      }
    }
  }

  /// Every ifb of a session of Entropy in the namespace, and every qdisc that the kernel didn't
  /// choose by itself, for people: `eth0 htb 4abc:`.
  public static List<String> list(NetworkNamespace namespace) {
    try (RouteSocket socket = RouteSocket.open(namespace)) {
      List<String> found = new ArrayList<>();
      List<Qdisc> roots =
          new Qdiscs(socket).list().stream().filter(q -> q.isRoot() && q.handle() != 0).toList();
      for (Device device : new Devices(socket).list()) {
        if (device.isIfbOfASession()) {
          found.add(device.name());
        }
        for (Qdisc root : roots) {
          if (root.device() == device.index()) {
            found.add("%s %s %x:".formatted(device.name(), root.kind(), root.handle() >>> 16));
          }
        }
      }
      return found;
    }
  }
}

package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The traffic classes of one session in one network namespace: a class a fault, at each device
/// that sends, or for what is received at an ifb of ours. The session's queueing disciplines come
/// with its first class there and go with the last.
///
/// Any thread; changes of one process follow each other.
public final class Shaping {
  /// Guards that what is there stays so while it's decided what to add or to take away.
  private static final Object LOCK = new Object();

  private final NetworkNamespace namespace;
  private final SessionTree tree;

  public Shaping(NetworkNamespace namespace, String session) {
    this.namespace = namespace;
    this.tree = SessionTree.of(session);
  }

  /// Why there can't be such a class, in words; empty when there can. A qdisc that someone put at a
  /// device stays there: it's theirs.
  ///
  /// @param only the device's name; empty for all
  public Optional<String> obstacle(
      Direction direction, Optional<String> only, Treatment treatment) {
    return with(kernel -> kernel.obstacle(direction, only, treatment));
  }

  /// Adds a class for the fault, which no packet goes through yet.
  ///
  /// @return what leads packets through it
  /// @throws io.entropy.injectors.kernel.sys.KernelException when the kernel refused; [#remove]
  ///   takes away what is there by then
  public Action.Steer add(
      int fault, Direction direction, Optional<String> only, Treatment treatment) {
    return with(kernel -> kernel.add(fault, direction, only, treatment));
  }

  /// Has a network emulator that duplicates ([Netem#duplicates]) treat what goes through the
  /// fault's class from now on.
  ///
  /// @param insteadOf the fault whose class loses its own for that
  public void emulate(int fault, int insteadOf, Netem netem) {
    with(kernel -> {
      kernel.emulate(fault, insteadOf, netem);
      return fault;
    });
  }

  /// What went through the fault's class; empty when it isn't there.
  public Optional<ClassReading> read(int fault) {
    try {
      return with(kernel -> kernel.read(fault));
    } catch (NamespaceGoneException _) {
      return Optional.empty();
    }
  }

  /// What of the fault's class isn't in the kernel as it was asked for, in words; empty when all
  /// is.
  public Optional<String> flaw(int fault, Treatment asked) {
    return with(kernel -> kernel.flaw(fault, asked));
  }

  /// Takes the fault's class away with what waits in it, and what is ours of the namespace with the
  /// last class. Idempotent; works for another process's session.
  ///
  /// @return whether anything was there
  public boolean remove(int fault) {
    try {
      return with(kernel -> kernel.remove(fault));
    } catch (NamespaceGoneException _) {
      return false;
    }
  }

  private <T> T with(Function<TreeInKernel, T> body) {
    synchronized (LOCK) {
      try (RouteSocket socket = RouteSocket.open(namespace)) {
        return body.apply(new TreeInKernel(socket, tree));
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

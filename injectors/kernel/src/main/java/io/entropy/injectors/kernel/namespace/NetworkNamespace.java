package io.entropy.injectors.kernel.namespace;

import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.Libc;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A network namespace: its inode, which is its identity while it lives, and a path that leads to
/// it.
///
/// The inode of a dead namespace can be given to a new one later, so an undo record keeps more than
/// the inode (the name of its table, which no other process uses). Entering verifies the inode, so
/// a reused process id never makes us act on the wrong container.
public record NetworkNamespace(long inode, Path path) {
  private static final Path CURRENT = Path.of("/proc/thread-self/ns/net");

  /// The namespace of a process.
  ///
  /// @throws NamespaceGoneException when there is no such process
  public static NetworkNamespace ofProcess(long pid) {
    return ofPath(Path.of("/proc", Long.toString(pid), "ns/net"));
  }

  /// The namespace behind a `/proc/PID/ns/net` link or a bind mount such as `/run/netns/NAME`.
  ///
  /// @throws NamespaceGoneException when the path leads nowhere
  public static NetworkNamespace ofPath(Path path) {
    try {
      return new NetworkNamespace(NamespaceFiles.inode(path), path);
    } catch (AccessDeniedException e) {
      throw new KernelException("look up " + path, Errno.EACCES, "CAP_SYS_PTRACE is needed");
    } catch (IOException e) {
      throw new NamespaceGoneException("look up " + path, Errno.ENOENT, String.valueOf(e));
    }
  }

  /// The namespace of this process.
  public static NetworkNamespace own() {
    return ofPath(Path.of("/proc/self/ns/net"));
  }

  /// The host's own namespace: that of process 1 or, where a sandbox forbids looking at that one,
  /// of the kernel's own threads. Empty when neither can be seen.
  public static Optional<NetworkNamespace> host() {
    return Optional.ofNullable(NamespaceFiles.host());
  }

  /// Whether this is the namespace of the host or of this process: a fault there would hit the host
  /// or ourselves, so such a target is refused. True as well when the host's can't be told.
  public boolean isHostOrOwn() {
    Optional<NetworkNamespace> host = host();
    return host.isEmpty() || inode == host.get().inode || inode == own().inode;
  }

  /// A path to the namespace with this inode, through any process in it or any mount of it.
  public static Optional<NetworkNamespace> find(long inode) {
    return Optional.ofNullable(NamespaceFiles.search(inode));
  }

  /// Every network namespace that can be reached through a process or a mount, once each.
  public static List<NetworkNamespace> all() {
    return NamespaceFiles.all();
  }

  /// Runs the body on a thread of its own inside this namespace, and waits for it.
  ///
  /// @throws NamespaceGoneException when the path leads nowhere or to another namespace now
  public <T extends @Nullable Object> T enter(Callable<T> body) {
    return NamespaceThread.run(
        "netns-" + inode,
        () -> {
          switchThread();
          return body.call();
        });
  }

  /// Runs the body on a thread of its own inside a new, empty namespace, which lives as long as the
  /// body runs or a socket made by it is open.
  public static <T extends @Nullable Object> T enterNew(Callable<T> body) {
    return NamespaceThread.run(
        "netns-new",
        () -> {
          int result = Libc.unshareNetwork();
          if (result < 0) {
            throw new KernelException("make a network namespace", -result, "");
          }
          return body.call();
        });
  }

  private void switchThread() throws IOException {
    int fd = Libc.open(path.toString());
    if (fd < 0) {
      throw new NamespaceGoneException("open " + path, -fd, "");
    }
    int result = Libc.setnsNetwork(fd);
    Libc.close(fd);
    if (result < 0) {
      throw new NamespaceGoneException("enter " + path, -result, "");
    }
    long entered = NamespaceFiles.inodeOfLink(CURRENT);
    if (entered != inode) {
      throw new NamespaceGoneException(
          "enter " + path, Errno.ESTALE, "namespace changed: " + inode + " is " + entered + " now");
    }
  }
}

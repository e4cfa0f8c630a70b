package io.entropy.injectors.kernel.namespace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where network namespaces show in the file system: `/proc/PID/ns/net` links and bind mounts.
final class NamespaceFiles {
  private static final Path PROC = Path.of("/proc");

  /// Where Docker and iproute2 mount the namespaces they make.
  private static final List<Path> MOUNTS =
      List.of(Path.of("/run/docker/netns"), Path.of("/run/netns"));

  private NamespaceFiles() {}

  /// The inode behind a link of /proc (read without following it) or a mount (stat).
  static long inode(Path path) throws IOException {
    if (path.startsWith(PROC)) {
      return inodeOfLink(path);
    }
    return (Long) Files.getAttribute(path, "unix:ino");
  }

  /// The number in the target of a `/proc/PID/ns/net` link, which reads `net:[4026531840]`.
  static long inodeOfLink(Path link) throws IOException {
    String target = Files.readSymbolicLink(link).toString();
    if (!target.startsWith("net:[") || !target.endsWith("]")) {
      throw new IOException(link + " leads to " + target + ", not to a network namespace");
    }
    return Long.parseLong(target, 5, target.length() - 1, 10);
  }

  /// The namespace of process 1, or else of process 2 if that is `kthreadd`, the parent of all
  /// kernel threads, which live in the initial namespace and which no container can see.
  static @Nullable NetworkNamespace host() {
    Path init = Path.of("/proc/1/ns/net");
    try {
      return new NetworkNamespace(inode(init), init);
    } catch (IOException _) {
      Path kernel = Path.of("/proc/2");
      try {
        if (Files.readString(kernel.resolve("comm")).equals("kthreadd\n")) {
          Path link = kernel.resolve("ns/net");
          return new NetworkNamespace(inode(link), link);
        }
      } catch (IOException _) {
        // Neither can be seen: the host's namespace is unknown.
      }
      return null;
    }
  }

  static @Nullable NetworkNamespace search(long inode) {
    for (Path candidate : candidates()) {
      try {
        if (inode(candidate) == inode) {
          return new NetworkNamespace(inode, candidate);
        }
      } catch (IOException _) {
        // The process ended or the mount went away since we listed it.
      }
    }
    return null;
  }

  static List<NetworkNamespace> all() {
    Map<Long, NetworkNamespace> found = new TreeMap<>();
    for (Path candidate : candidates()) {
      try {
        long inode = inode(candidate);
        found.putIfAbsent(inode, new NetworkNamespace(inode, candidate));
      } catch (IOException _) {
        // As above.
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> candidates() {
    List<Path> paths = new ArrayList<>();
    for (Path process : children(PROC)) {
      if (Character.isDigit(process.getFileName().toString().charAt(0))) {
        paths.add(process.resolve("ns/net"));
      }
    }
    for (Path mounts : MOUNTS) {
      paths.addAll(children(mounts));
    }
    return paths;
  }

  private static List<Path> children(Path directory) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        paths.add(path);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // No such directory: nobody mounts namespaces there.
    }
    return paths;
  }
}

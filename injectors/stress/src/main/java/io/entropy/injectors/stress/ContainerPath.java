package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// A directory of a container without symbolic links on its way: these lead elsewhere when they're
/// followed from outside.
final class ContainerPath {
  private static final int MOST_LINKS = 40; // as the kernel has it

  private ContainerPath() {}

  /// @param root where the container's files are seen
  /// @return as within the container
  /// @throws InjectorException `REFUSED` when there is no such directory
  static Path resolve(Path root, String path, String container) throws InjectorException {
    Deque<Path> left = new ArrayDeque<>();
    Path.of(path).forEach(left::addLast);
    Path at = Path.of("/");
    int links = 0;
    while (!left.isEmpty()) {
      Path next = at.resolve(left.removeFirst()).normalize();
      Path seen = root.resolve(Path.of("/").relativize(next));
      if (Files.isSymbolicLink(seen) && links < MOST_LINKS) {
        links++;
        Path to = read(seen, path, container);
        at = to.isAbsolute() ? Path.of("/") : at;
        prepend(to, left);
      } else if (Files.isDirectory(seen, LinkOption.NOFOLLOW_LINKS)) {
        at = next;
      } else {
        throw missing(path, container, Files.exists(seen, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return at;
  }

  private static void prepend(Path names, Deque<Path> to) {
    for (int i = names.getNameCount() - 1; i >= 0; i--) {
      to.addFirst(names.getName(i));
    }
  }

  private static Path read(Path link, String path, String container) throws InjectorException {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      throw missing(path, container, false);
    }
  }

  private static InjectorException missing(String path, String container, boolean other) {
    return new InjectorException(
        Code.REFUSED,
        other
            ? "path=%s isn't a directory in %s".formatted(path, container)
            : "path=%s isn't there in %s; a directory that exists would be right"
                .formatted(path, container));
  }
}

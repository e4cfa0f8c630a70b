package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How much memory a container may be made to hold: up to its limit, and never so much that the
/// host is left with less than a tenth of its memory, or 1 GiB.
///
/// @param limit the container's; empty when there is none
/// @param available on the host, without swapping
/// @param total of the host
record MemoryRoom(Optional<Long> limit, long available, long total) {
  private static final long LEAST_RESERVE = 1L << 30;

  static MemoryRoom of(TargetProcess process) throws InjectorException {
    try {
      List<String> memory = Files.readAllLines(Path.of("/proc/meminfo"));
      long total = kibibytes(memory, "MemTotal:");
      Optional<Long> limit = TargetCgroups.memory(process).flatMap(MemoryRoom::limit);
      return new MemoryRoom(
          limit.filter(l -> l < total), kibibytes(memory, "MemAvailable:"), total);
    } catch (IOException e) {
      throw new InjectorException(Code.UNSUPPORTED, "/proc/meminfo can't be read", e);
    }
  }

  /// @throws InjectorException `REFUSED` when that isn't there
  void refuseBeyond(long bytes, String container) throws InjectorException {
    String asked = "bytes=" + new ByteSize(bytes);
    if (limit.isPresent() && bytes > limit.get()) {
      throw new InjectorException(
          Code.REFUSED,
          "%s is above the memory limit of %s; at most that limit, %s, would be right"
              .formatted(asked, container, new ByteSize(limit.get())));
    }
    long room = available - reserve();
    if (bytes > room) {
      throw new InjectorException(
          Code.REFUSED,
          "%s is too much for the host: of the %s that are available, %s are left to others; at most %s would be right"
              .formatted(
                  asked,
                  new ByteSize(available),
                  new ByteSize(reserve()),
                  new ByteSize(Math.max(0, room))));
    }
  }

  private long reserve() {
    return Math.max(LEAST_RESERVE, total / 10);
  }

  /// "max" and what is above the host's memory mean none.
  private static Optional<Long> limit(Path cgroup) {
    for (String file : List.of("memory.limit_in_bytes", "memory.max")) {
      try {
        String text = Files.readString(cgroup.resolve(file)).strip();
        return text.equals("max") ? Optional.empty() : Optional.of(Long.parseLong(text));
      } catch (IOException _) {
        // The other version has the other file.
      }
    }
    return Optional.empty();
  }

  private static long kibibytes(List<String> memory, String field) {
    return memory.stream()
            .filter(line -> line.startsWith(field))
            .map(line -> Arrays.asList(line.split(" +", -1)))
            .mapToLong(words -> Long.parseLong(words.get(1)))
            .findFirst()
            .orElse(0)
        * 1024;
  }
}

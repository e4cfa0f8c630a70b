package io.entropy.injectors.stress;

import io.entropy.injectors.spi.InjectorException;

/// Whether the container and its host can bear what is asked for.
final class Room {
  private Room() {}

  /// What has to stay available on the disk, in bytes; 0 where that's of no concern.
  ///
  /// @throws InjectorException `REFUSED` when they can't
  static long reserveFor(Stress stress, TargetProcess process) throws InjectorException {
    return switch (stress) {
      case Stress.Cpu _ -> 0;
      case Stress.Memory memory -> {
        MemoryRoom.of(process).refuseBeyond(memory.bytes(), process.name());
        yield 0;
      }
      case Stress.Io(long workers, ByteSize round, String path) ->
          onDisk(DiskRoom.of(process, path), workers * round.bytes(), process);
      case Stress.FillBytes(ByteSize bytes, String path) ->
          onDisk(DiskRoom.of(process, path), bytes.bytes(), process);
      case Stress.FillShare(double share, String path) -> {
        DiskRoom disk = DiskRoom.of(process, path);
        yield onDisk(disk, disk.missing(share), process);
      }
    };
  }

  private static long onDisk(DiskRoom disk, long bytes, TargetProcess process)
      throws InjectorException {
    disk.refuseBeyond(bytes);
    if (disk.memory()) {
      MemoryRoom.of(process).refuseBeyond(bytes, process.name());
    }
    return disk.reserve();
  }
}

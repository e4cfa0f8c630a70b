package io.entropy.injectors.stress;

import io.entropy.api.text.Percent;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.List;

/// What is to be done to a container.
sealed interface Stress {

  /// Processors kept busy.
  ///
  /// @param share of a processor, for each worker
  record Cpu(long workers, double share) implements Stress {}

  /// Memory held.
  ///
  /// @param each bytes of one worker
  record Memory(long workers, long each) implements Stress {
    long bytes() {
      return workers * each;
    }
  }

  /// A disk written to.
  ///
  /// @param round bytes that one worker writes before it begins again
  record Io(long workers, ByteSize round, String path) implements Stress {}

  /// So much space taken.
  record FillBytes(ByteSize bytes, String path) implements Stress {}

  /// Space taken until there is no more than wanted.
  ///
  /// @param share that is to be in use
  record FillShare(double share, String path) implements Stress {}

  static Stress of(FailureMode mode, Parameters p) {
    if (mode.equals(StressMode.CPU)) {
      return new Cpu(p.get(StressMode.WORKERS), p.get(StressMode.LOAD).fraction());
    }
    if (mode.equals(StressMode.MEMORY)) {
      long workers = p.get(StressMode.WORKERS);
      return new Memory(workers, StressMode.size(p, StressMode.HELD).bytes() / workers);
    }
    String path = p.get(StressMode.PATH);
    if (mode.equals(StressMode.IO)) {
      return new Io(p.get(StressMode.WORKERS), StressMode.size(p, StressMode.ROUND), path);
    }
    return p.find(StressMode.PERCENT)
        .<Stress>map(percent -> new FillShare(percent.fraction(), path))
        .orElseGet(() -> new FillBytes(StressMode.size(p, StressMode.FILLED), path));
  }

  /// WORKERS, mode, AMOUNT, MILLIONTHS, RESERVE and PATH, as the program wants them.
  ///
  /// @param reserve what stays available on the disk
  default List<String> words(long reserve) {
    return switch (this) {
      case Cpu(long workers, double share) -> words(workers, "cpu", 0, share, 0, "/");
      case Memory(long workers, long each) -> words(workers, "mem", each, 0, 0, "/");
      case Io(long workers, ByteSize round, String path) ->
          words(workers, "io", round.bytes(), 0, reserve, path);
      case FillBytes(ByteSize bytes, String path) ->
          words(1, "fill", bytes.bytes(), 0, reserve, path);
      case FillShare(double share, String path) -> words(1, "fill", 0, share, reserve, path);
    };
  }

  private static List<String> words(
      long workers, String mode, long amount, double share, long reserve, String path) {
    return List.of(
        Long.toString(workers),
        mode,
        Long.toString(amount),
        Long.toString(Math.round(share * 1e6)),
        Long.toString(reserve),
        path);
  }

  /// E.g. "2 workers with 50% of a processor each".
  default String asked() {
    return switch (this) {
      case Cpu(long workers, double share) ->
          "%s with %s of a processor each".formatted(workers(workers), percent(share));
      case Memory memory ->
          "%s held by %s".formatted(new ByteSize(memory.bytes()), workers(memory.workers));
      case Io(long workers, ByteSize round, String path) ->
          "%s writing %s again and again to %s".formatted(workers(workers), round, path);
      case FillBytes(ByteSize bytes, String path) -> "%s taken at %s".formatted(bytes, path);
      case FillShare(double share, String path) ->
          "%s of the filesystem at %s in use".formatted(percent(share), path);
    };
  }

  private static String workers(long n) {
    return n == 1 ? "1 worker" : n + " workers";
  }

  private static String percent(double share) {
    return new Percent(Math.rint(share * 1e6) / 1e4) + "%";
  }
}

package io.entropy.injectors.kernel.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// What a JVM counts of itself for jstat(1), read from its memory-mapped file (perfMemory.hpp of
/// the JDK, `PerfDataPrologue` and `PerfDataEntry`) without asking it anything.
public final class PerformanceCounters {
  private static final int MAGIC = 0xcafec0c0;
  private static final byte LITTLE_ENDIAN = 1;
  private static final String SAFEPOINTS = "sun.rt.safepoints";

  /// From the first thread that had to wait until the last had come, and from then on
  /// (`SafepointTracing` of HotSpot's safepoint.cpp): who waits for others stands still as well.
  private static final String SYNC_TIME = "sun.rt.safepointSyncTime";

  private static final String SAFEPOINT_TIME = "sun.rt.safepointTime";
  private static final String FREQUENCY = "sun.os.hrt.frequency";

  private PerformanceCounters() {}

  /// For how many nanoseconds all of its threads have stood still so far, of pauses that are over;
  /// empty when it doesn't count (`-XX:-UsePerfData`).
  public static OptionalLong safepointNanos(JavaProcess jvm) {
    Optional<ByteBuffer> data = read(jvm);
    long ticks = data.map(d -> find(d, SAFEPOINT_TIME).orElse(-1)).orElse(-1L);
    long waiting = data.map(d -> find(d, SYNC_TIME).orElse(0)).orElse(0L);
    long perSecond = data.map(d -> find(d, FREQUENCY).orElse(0)).orElse(0L);
    return ticks < 0 || perSecond <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((ticks + waiting) * (1e9 / perSecond)));
  }

  /// How often all of its threads were to stand still so far, with the time that goes on.
  static OptionalLong safepoints(JavaProcess jvm) {
    return read(jvm).map(data -> find(data, SAFEPOINTS)).orElse(OptionalLong.empty());
  }

  private static Optional<ByteBuffer> read(JavaProcess jvm) {
    try (DirectoryStream<Path> users =
        Files.newDirectoryStream(jvm.reach("/tmp"), "hsperfdata_*")) {
      for (Path user : users) {
        Path file = user.resolve(Long.toString(jvm.innerPid()));
        if (Files.exists(file)) {
          return Optional.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        }
      }
    } catch (IOException _) {
      // It has ended, or has no /tmp.
    }
    return Optional.empty();
  }

  private static OptionalLong find(ByteBuffer data, String name) {
    if (data.capacity() < 32 || data.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
      return OptionalLong.empty();
    }
    data.order(data.get(4) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entry = data.getInt(24);
    for (int left = data.getInt(28); left > 0 && entry + 20 <= data.capacity(); left--) {
      int length = data.getInt(entry);
      int at = entry + data.getInt(entry + 4);
      byte type = data.get(entry + 12);
      if (length <= 0 || entry + length > data.capacity()) {
        break;
      }
      if (type == 'J' && name.equals(text(data, at))) {
        return OptionalLong.of(data.getLong(entry + data.getInt(entry + 16)));
      }
      entry += length;
    }
    return OptionalLong.empty();
  }

  private static String text(ByteBuffer data, int from) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at < data.capacity() && data.get(at) != 0; at++) {
      text.append((char) data.get(at));
    }
    return text.toString();
  }
}

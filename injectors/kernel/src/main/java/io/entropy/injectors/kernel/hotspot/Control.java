package io.entropy.injectors.kernel.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The memory that a session shares with the agent in one JVM (`struct control` in standstill.c): a
/// file of that JVM's file system, which both have open. Times are those of [System#nanoTime]. One
/// thread at a time on this side.
final class Control implements AutoCloseable {
  /// A page, all of it written: a file with holes could end the JVM when its disk is full.
  static final int BYTES = 4096;

  private static final int LEASE = 0;
  private static final int TIME = 8;
  private static final int ENDS = 16;
  private static final int SINCE = 24;
  private static final int UNTIL = 32;
  private static final int CLOSED = 40;

  private final FileChannel file;
  private final ByteBuffer number =
      ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());

  private Control(FileChannel file) {
    this.file = file;
  }

  static Control open(Path path) throws IOException {
    return new Control(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /// A pause to come: the lease last, since nothing happens without.
  void ask(long lease, long time) throws IOException {
    set(LEASE, 0);
    set(SINCE, 0);
    set(UNTIL, 0);
    set(ENDS, 0);
    set(TIME, time);
    set(LEASE, lease);
  }

  /// Shifts the end of the pause that is going on.
  void shift(long end) throws IOException {
    set(ENDS, end);
    set(LEASE, end);
  }

  void cancel() throws IOException {
    set(LEASE, 0);
  }

  long since() throws IOException {
    return get(SINCE);
  }

  long until() throws IOException {
    return get(UNTIL);
  }

  private void set(int at, long value) throws IOException {
    number.clear().putLong(0, value);
    int _ = file.write(number, at);
  }

  private long get(int at) throws IOException {
    if (file.read(number.clear(), at) != Long.BYTES) {
      throw new IOException("somebody has cut the control file");
    }
    return number.getLong(0);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      cancel();
      set(CLOSED, 1);
    }
  }
}

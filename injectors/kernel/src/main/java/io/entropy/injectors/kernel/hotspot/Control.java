package io.entropy.injectors.kernel.hotspot;

import static io.entropy.injectors.kernel.hotspot.StandstillAgent.CLOSED;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.ENDS;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.LEASE;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.SINCE;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.TIME;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.TIMER;
import static io.entropy.injectors.kernel.hotspot.StandstillAgent.UNTIL;

import io.entropy.injectors.kernel.process.ProcessId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The memory that a session shares with the agent in one JVM (`struct control` in standstill.c,
/// and [StandstillAgent]): a file of that JVM's file system, which both have open. Times are those
/// of [System#nanoTime]. One thread at a time on this side.
///
/// `LEASE`: it stands no longer than until then. `TIME`: for so long from its start, unless `ENDS`
/// says until when. `SINCE`, `UNTIL`: the agent's, when it stood and went on. `CLOSED`: the session
/// needs it no more. `TIMER`: what ends a pause of the Java agent, by its number in the JVM; 0 when
/// none goes on, and for the library, which looks here often enough.
final class Control implements AutoCloseable {
  /// A page, all of it written: a file with holes could end the JVM when its disk is full.
  static final int BYTES = 4096;

  private final ProcessId jvm;
  private final FileChannel file;
  private final ByteBuffer number =
      ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());

  private Control(ProcessId jvm, FileChannel file) {
    this.jvm = jvm;
    this.file = file;
  }

  static Control open(ProcessId jvm, Path path) throws IOException {
    return new Control(
        jvm, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
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
    setTimer(end);
  }

  void cancel() throws IOException {
    set(LEASE, 0);
    setTimer(0);
  }

  private void setTimer(long end) throws IOException {
    long timer = get(TIMER);
    if (timer > 0 && timer <= Integer.MAX_VALUE) {
      new Timer(jvm, (int) timer).set(end);
    }
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

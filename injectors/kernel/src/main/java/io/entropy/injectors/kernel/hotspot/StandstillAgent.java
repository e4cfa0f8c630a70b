package io.entropy.injectors.kernel.hotspot;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A Java agent that makes its JVM stand still: it has a collection asked for while one of its
/// threads reads a timer by a critical downcall. Such a thread counts as running Java code, so the
/// JVM stops all others and waits for it. What ends that is a timerfd_create(2) of the kernel's;
/// Entropy sets it anew through the descriptor that stands in the control file.
///
/// It runs alone in the target's JVM, 22 or later, where no other class of ours is. Each attachment
/// calls it once; it returns when the pause is over, or at once when none is asked for.
public final class StandstillAgent {
  /// Where numbers stand in the control file; the meaning of each is [Control]'s.
  static final int LEASE = 0;

  static final int TIME = 8;
  static final int ENDS = 16;
  static final int SINCE = 24;
  static final int UNTIL = 32;
  static final int CLOSED = 40;
  static final int TIMER = 48;

  private static final int CLOCK_MONOTONIC = 1;
  private static final int TFD_CLOEXEC = 0x8_0000;
  private static final int TFD_TIMER_ABSTIME = 1;
  private static final long NANOS = 1_000_000_000;

  private static final MethodHandle CREATE =
      function("timerfd_create", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SET =
      function(
          "timerfd_settime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle READ =
      function(
          "read",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
          Linker.Option.critical(false));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final FileChannel control;
  private final int timer;

  /// A `struct itimerspec`, and what is read of the timer.
  private final MemorySegment memory = Arena.ofAuto().allocate(48, 8);

  /// What a collection takes after the timer at the least, as earlier pauses showed: the JVM stands
  /// for that as well, so the timer ends that much sooner. 0 before the first.
  private static long collecting;

  /// When a collection was first asked for; 0 before.
  private volatile long since;

  private volatile boolean over;

  private StandstillAgent(FileChannel control) throws Throwable {
    this.control = control;
    this.timer = (int) CREATE.invokeExact(CLOCK_MONOTONIC, TFD_CLOEXEC);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape, options);
  }

  /// Called by the JVM.
  ///
  /// @param path the control file
  public static void agentmain(String path) throws Throwable {
    try (FileChannel control =
        FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      StandstillAgent agent = new StandstillAgent(control);
      try {
        agent.set(1);
        agent.await(); // over at once: linking takes its time now rather than in the pause
        if (agent.get(LEASE) > System.nanoTime()) {
          agent.pause();
        }
      } finally {
        agent.put(TIMER, 0);
        int _ = (int) CLOSE.invokeExact(agent.timer);
      }
    }
  }

  private void pause() throws Throwable {
    set(end(System.nanoTime()));
    put(TIMER, timer);
    Thread asking = new Thread(this::askForCollections, "entropy-gc-pause");
    asking.setDaemon(true);
    asking.start();
    await();
    // It may be over before its time: the JVM stopped for something else meanwhile.
    for (long now = System.nanoTime(); now < get(LEASE); now = System.nanoTime()) {
      if (since == 0) {
        set(end(now));
      } else if (now >= end(since)) {
        break;
      }
      await();
    }
    over = true;
    long released = System.nanoTime();
    long _ = get(LEASE); // the safepoint that others are in is this thread's now, too
    long until = System.nanoTime();
    put(UNTIL, until);
    collecting = Math.min(collecting == 0 ? Long.MAX_VALUE : collecting, until - released);
    asking.join();
  }

  private void await() throws Throwable {
    long _ = (long) READ.invokeExact(timer, memory.asSlice(40, 8), 8L);
  }

  /// One is enough, unless it was over before the other thread read the timer. Not every JVM
  /// collects because it's asked to; all stop for a look at their stacks.
  private void askForCollections() {
    try {
      while (!over) {
        Thread.sleep(1);
        long now = System.nanoTime();
        set(end(now)); // first: the JVM may stop at any moment from here on
        put(SINCE, now);
        since = now;
        System.gc();
        if (System.nanoTime() < end(now)) {
          var _ = Thread.getAllStackTraces();
        }
        if (System.nanoTime() >= end(now)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Of a pause that begins then.
  private long end(long begin) throws IOException {
    long shifted = get(ENDS);
    long time = get(TIME);
    long ours = time - Math.min(collecting, time / 2);
    return Math.min(shifted == 0 ? begin + ours : shifted, get(LEASE));
  }

  /// @param end by [System#nanoTime]; at once when it's past
  private synchronized void set(long end) {
    long at = Math.max(1, end);
    memory.set(JAVA_LONG, 0, 0);
    memory.set(JAVA_LONG, 8, 0);
    memory.set(JAVA_LONG, 16, at / NANOS);
    memory.set(JAVA_LONG, 24, at % NANOS);
    try {
      int _ = (int) SET.invokeExact(timer, TFD_TIMER_ABSTIME, memory, MemorySegment.NULL);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private long get(int at) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    int _ = control.read(number, at);
    return number.getLong(0);
  }

  private void put(int at, long value) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    int _ = control.write(number.putLong(0, value), at);
  }
}

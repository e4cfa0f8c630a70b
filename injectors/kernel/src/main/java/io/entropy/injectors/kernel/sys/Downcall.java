package io.entropy.injectors.kernel.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The one method handle behind every system call: an address and six longs in, a long out.
///
/// The calling conventions of x86-64 and aarch64 pass integers, pointers and (on Linux) integer
/// variadic arguments in the same registers, and ignore registers that a function does not read, so
/// one shape serves `close(fd)` and `setsockopt` alike. A function that returns `int` leaves the
/// upper half of the register undefined: [#callInt] cuts it off.
///
/// Failures come back as `-errno`, the way the kernel itself returns them. Thread-safe; the errno
/// slots are pooled rather than thread-local, so thousands of virtual threads share a few.
final class Downcall {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL = shape();
  private static final ConcurrentLinkedDeque<ErrnoSlot> SLOTS = new ConcurrentLinkedDeque<>();

  private Downcall() {}

  @SuppressWarnings("restricted")
  private static MethodHandle shape() {
    FunctionDescriptor sixLongs =
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return LINKER.downcallHandle(sixLongs, Linker.Option.captureCallState("errno"));
  }

  static MemorySegment function(String name) {
    Optional<MemorySegment> found = LINKER.defaultLookup().find(name);
    if (found.isEmpty()) {
      throw new KernelException("find " + name + " in libc", Errno.ENOSYS, "");
    }
    return found.get();
  }

  /// Calls a function that returns `int`: its result, or `-errno` when that was -1. `alive` is the
  /// memory whose addresses are passed, kept from the garbage collector meanwhile.
  static int callInt(MemorySegment function, long a, long b, long c, long d, long e, Object alive) {
    ErrnoSlot slot = ErrnoSlot.borrow();
    try {
      int result = (int) (long) CALL.invokeExact(function, slot.segment, a, b, c, d, e, 0L);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    } finally {
      SLOTS.push(slot);
      Reference.reachabilityFence(alive);
    }
  }

  /// Calls a function that returns `ssize_t`: its result, or `-errno` when that was -1.
  static long callLong(MemorySegment function, long a, long b, long c, long d, Object alive) {
    ErrnoSlot slot = ErrnoSlot.borrow();
    try {
      long result = (long) CALL.invokeExact(function, slot.segment, a, b, c, d, 0L, 0L);
      return result == -1 ? -slot.errno() : result;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    } finally {
      SLOTS.push(slot);
      Reference.reachabilityFence(alive);
    }
  }

  /// The plainest form, for loops that must not allocate: with an errno slot of the caller's own,
  /// whose memory, like all memory whose addresses are passed, the caller keeps alive. Its result
  /// as it is: after -1, the slot has errno.
  static long call(
      MemorySegment function, MemorySegment slot, long a, long b, long c, long d, long e) {
    try {
      return (long) CALL.invokeExact(function, slot, a, b, c, d, e, 0L);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// Four bytes of native memory that receive errno after a call; on Linux errno is the only member
  /// of the captured state, at offset 0 ([Linker.Option#captureStateLayout]).
  private static final class ErrnoSlot {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    private final MemorySegment segment = MemorySegment.ofBuffer(bytes);

    static ErrnoSlot borrow() {
      ErrnoSlot slot = SLOTS.poll();
      return slot == null ? new ErrnoSlot() : slot;
    }

    int errno() {
      return bytes.getInt(0);
    }
  }
}

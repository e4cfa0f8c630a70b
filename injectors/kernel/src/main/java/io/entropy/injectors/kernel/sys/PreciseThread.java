package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;

/// A thread that the kernel wakes when it wanted to be woken, for packets wait for it. The calling
/// one becomes it, and has to be a platform thread.
public final class PreciseThread {
  private static final MemorySegment PRCTL = Downcall.function("prctl");
  private static final MemorySegment SETPRIORITY = Downcall.function("setpriority");
  private static final MemorySegment SCHED_SETSCHEDULER = Downcall.function("sched_setscheduler");

  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final int HIGHEST = -20;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
  private static final int LEAST = 1;

  private PreciseThread() {}

  /// Within a microsecond instead of the 50 that the kernel otherwise grants itself, and ahead of
  /// all ordinary work (sched(7)): on a busy host others would be let finish their turn, some
  /// milliseconds. Where a cgroup has no share of real time, ahead of most.
  public static void become() {
    NativeMemory priority = new NativeMemory(8);
    priority.buffer().putInt(0, LEAST);
    int _ = Downcall.callInt(PRCTL, PR_SET_TIMERSLACK, 1, 0, 0, 0, priority);
    int policy = SCHED_FIFO | SCHED_RESET_ON_FORK;
    if (Downcall.callInt(
            SCHED_SETSCHEDULER, THIS_THREAD, policy, priority.address(), 0, 0, priority)
        < 0) {
      int _ = Downcall.callInt(SETPRIORITY, PRIO_PROCESS, THIS_THREAD, HIGHEST, 0, 0, priority);
    }
  }
}

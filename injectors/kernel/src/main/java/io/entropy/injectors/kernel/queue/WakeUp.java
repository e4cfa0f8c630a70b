package io.entropy.injectors.kernel.queue;

/// How long to sleep until something is due, so as to be awake by then: sleeps are shorter by what
/// waking takes on this machine (tens of microseconds), by its running median. Whoever wakes too
/// early sleeps again, for nothing in the end. One thread.
final class WakeUp {
  /// By so much the median moves with each sleep: slow enough for outliers, fast enough to be there
  /// after some hundred.
  private static final long STEP_NANOS = 500;

  private static final long MOST_NANOS = 200_000;

  private long takes;
  private long alarm;
  private boolean set;

  /// The time to sleep, when it's `now`; 0 is not to sleep at all.
  long sleepUntil(long due, long now) {
    long nanos = Math.max(0, due - now - takes);
    set = nanos > 0;
    alarm = now + nanos;
    return nanos;
  }

  /// Awake again, by the alarm or by something that came before it.
  void awake(long now) {
    if (set && now - alarm >= 0) {
      takes += now - alarm > takes ? STEP_NANOS : -STEP_NANOS;
      takes = Math.clamp(takes, 0, MOST_NANOS);
    }
    set = false;
  }
}

package io.entropy.injectors.kernel.queue;

/// What waking takes on this machine (tens of microseconds), by its running median, so that neither
/// end of a packet's time suffers from it: sleeps until something is due are shorter by that, and
/// what ended a sleep came that much before it was seen. Whoever wakes too early sleeps again, for
/// nothing in the end. One thread.
final class WakeUp {
  /// By so much the median moves with each sleep: slow enough for outliers, fast enough to be there
  /// after some hundred.
  private static final long STEP_NANOS = 500;

  private static final long MOST_NANOS = 200_000;

  private long takes;
  private long alarm;
  private boolean asleep;
  private boolean alarmed;
  private long unseen;

  /// Sleeps until something comes.
  void sleep() {
    asleep = true;
    alarmed = false;
  }

  /// The time to sleep until something is due, when it's `now`; 0 is not to sleep at all.
  long sleepUntil(long due, long now) {
    long nanos = Math.max(0, due - now - takes);
    asleep = nanos > 0;
    alarmed = asleep;
    alarm = now + nanos;
    return nanos;
  }

  /// Awake again, by the alarm or by something that came before it.
  void awake(long now) {
    boolean byAlarm = alarmed && now - alarm >= 0;
    if (byAlarm) {
      takes += now - alarm > takes ? STEP_NANOS : -STEP_NANOS;
      takes = Math.clamp(takes, 0, MOST_NANOS);
    }
    unseen = asleep && !byAlarm ? takes : 0;
  }

  /// How long what is seen now has been there; asked once after each waking.
  long unseen() {
    long nanos = unseen;
    unseen = 0;
    return nanos;
  }
}

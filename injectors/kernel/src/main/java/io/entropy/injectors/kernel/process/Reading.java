package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.sys.Errno;

/// What a watchdog says of its container. Times are those of [System#nanoTime], which HotSpot reads
/// from the same clock (CLOCK_MONOTONIC).
///
/// @param since when it last stood still, all of it; 0 when it never did
/// @param until when it went on after that; 0 while it stands
/// @param stands what the kernel, or the engine, says now
/// @param errno why not, when it isn't as was asked; 0 when it is. Of a [Way.Resource], a number
///   from 200 on is the server's answer
public record Reading(Verdict verdict, long since, long until, boolean stands, int errno) {

  /// Nothing of the container runs, or the watchdog was killed.
  public static final int ESRCH = 3;

  /// It stands still already, and not by us.
  public static final int EBUSY = 16;

  /// The engine answered other than it should.
  public static final int EPROTO = 71;

  /// The container is gone.
  public static final int ENODEV = 19;

  /// Not all of it stood still in time; or the time was over.
  public static final int ETIMEDOUT = 110;

  /// What became of what was asked.
  public enum Verdict {
    OK,
    /// Its time was over already, or others let the container go on.
    LOST,
    FAILED
  }

  /// Nothing that was ever stopped.
  public static Reading none() {
    return new Reading(Verdict.LOST, 0, 0, false, 0);
  }

  /// @throws IllegalArgumentException when it isn't the line of a watchdog
  static Reading of(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 5) {
      throw new IllegalArgumentException("the watchdog said `" + line + "`");
    }
    Verdict verdict =
        switch (words[0]) {
          case "ok" -> Verdict.OK;
          case "lost" -> Verdict.LOST;
          case "failed" -> Verdict.FAILED;
          default -> throw new IllegalArgumentException("the watchdog said `" + line + "`");
        };
    return new Reading(
        verdict,
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        words[3].equals("1"),
        Integer.parseInt(words[4]));
  }

  /// The name of [#errno], e.g. `EBUSY`.
  public String errnoName() {
    return Errno.name(errno);
  }
}

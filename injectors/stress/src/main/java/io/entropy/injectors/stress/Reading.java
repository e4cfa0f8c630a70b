package io.entropy.injectors.stress;

/// What the keeper says of its workers. Times are those of [System#nanoTime], which HotSpot reads
/// from the same clock (CLOCK_MONOTONIC).
///
/// @param since when they were released; 0 when not yet
/// @param until when they ended; 0 when not yet
/// @param alive how many there are
/// @param cpu nanoseconds that they have run since then, as the kernel counted
/// @param bytes resident, written or allocated
/// @param before bytes available on the filesystem when they began
/// @param after the same, last seen
/// @param errno why something failed; 0 when nothing did
record Reading(
    Verdict verdict,
    long since,
    long until,
    long alive,
    long cpu,
    long bytes,
    long before,
    long after,
    int errno) {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int ENOTDIR = 20;
  static final int ENOSPC = 28;
  static final int EROFS = 30;

  enum Verdict {
    OK,
    /// They aren't at work: not yet, or their time is over.
    LOST,
    FAILED
  }

  static Reading none() {
    return new Reading(Verdict.LOST, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// @throws IllegalArgumentException when it isn't the line of a keeper
  static Reading of(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 9) {
      throw new IllegalArgumentException("entropy-stress said `" + line + "`");
    }
    long[] n = new long[words.length];
    for (int i = 1; i < n.length; i++) {
      n[i] = Long.parseLong(words[i]);
    }
    Verdict verdict =
        switch (words[0]) {
          case "ok" -> Verdict.OK;
          case "lost" -> Verdict.LOST;
          case "failed" -> Verdict.FAILED;
          default -> throw new IllegalArgumentException("entropy-stress said `" + line + "`");
        };
    return new Reading(verdict, n[1], n[2], n[3], n[4], n[5], n[6], n[7], (int) n[8]);
  }

  /// The same of a keeper that was killed since, and its workers with it.
  Reading gone() {
    long over = since != 0 && until == 0 ? System.nanoTime() : until;
    return new Reading(Verdict.LOST, since, over, 0, cpu, bytes, before, after, ESRCH);
  }

  boolean isActive() {
    return verdict == Verdict.OK && since != 0 && until == 0 && alive > 0;
  }

  /// Nanoseconds from the release to the end, or to now.
  long lasted() {
    return since == 0 ? 0 : (until == 0 ? System.nanoTime() : until) - since;
  }
}

package io.entropy.agent.journal;

import io.entropy.injectors.spi.Undo;

/// One line of a journal.
sealed interface JournalLine {
  /// The format that is written; others are refused.
  int FORMAT = 1;

  /// The first line: whose journal it is.
  ///
  /// @param started of the process, in clock ticks since boot, as in `/proc/PID/stat`: tells it
  ///   from a later one of the same pid
  record Header(int format, String session, long pid, long started, String command)
      implements JournalLine {}

  /// What to undo; written before anything is changed.
  record Open(long number, Undo undo) implements JournalLine {}

  /// The entry of that number was undone.
  record Done(long number) implements JournalLine {}
}

package io.entropy.agent.journal;

import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.nio.file.Path;

/// Something that a [Reaper] found.
public sealed interface Reaped {

  /// A dead process's fault, and what became of its undo.
  record Undone(Undo undo, Reverted outcome) implements Reaped {}

  /// A dead process's fault that is still to be undone; its journal stays.
  record Stuck(Undo undo, String why) implements Reaped {}

  /// A line that can't be read; its journal stays, for somebody to look at.
  record Damaged(Path journal, int line, String why) implements Reaped {}

  /// A journal held by a stopped process, with so many entries; its faults have no effect once
  /// their lease is over, and only that process's end removes them.
  record HeldByStopped(RunningSession session, int open) implements Reaped {}
}

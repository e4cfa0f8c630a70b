package io.entropy.cli.host;

import io.entropy.agent.journal.Reaped;
import io.entropy.agent.journal.Reaper;
import io.entropy.injectors.spi.Undo;

/// What a reaper found, in one line each.
public final class ReapedLines {
  private ReapedLines() {}

  public static String line(Reaped reaped) {
    return switch (reaped) {
      case Reaped.Undone(var undo, var outcome) -> fault(undo) + ": " + Reaper.describe(outcome);
      case Reaped.Stuck(var undo, var why) -> fault(undo) + ": could not be undone: " + why;
      case Reaped.Damaged(var journal, var line, var why) ->
          journal + ", line " + line + ": can't be read (" + why + "); the rest was undone";
      case Reaped.HeldByStopped(var session, var open) ->
          "session %s (pid %d) is stopped: its %d faults are inert once their leases end; it goes on"
                  .formatted(session.session(), session.pid(), open)
              + " with kill -CONT, or ends with 'entropy halt'";
    };
  }

  private static String fault(Undo undo) {
    return "%s on %s (injection %s, session %s)"
        .formatted(undo.mode(), undo.target(), undo.injectionId(), undo.session());
  }
}

package io.entropy.agent.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends every other session on this host: asks each to end, which reverts its faults, and kills one
/// that doesn't. What a killed one leaves behind is the [Reaper]'s, to be run afterwards.
public final class Halt {
  private static final Duration KILLED = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(20);

  private final StateDir stateDir;
  private final Duration patience;

  /// What ends the sessions of a state folder.
  ///
  /// @param patience how long a session may take to revert its faults and end
  public Halt(StateDir stateDir, Duration patience) {
    this.stateDir = stateDir;
    this.patience = patience;
  }

  /// What became of a session.
  public enum Outcome {
    /// It ended by itself, and its faults with it.
    ENDED,
    /// It had to be killed.
    KILLED,
    /// It's still there, e.g. another user's.
    FAILED
  }

  public record Halted(RunningSession session, Outcome outcome) {}

  public List<Halted> halt() throws IOException, InterruptedException {
    List<RunningSession> sessions = RunningSessions.list(stateDir);
    for (RunningSession session : sessions) {
      // A stopped process sees SIGTERM only once it goes on.
      if (session.stopped()) {
        signal(session, "CONT");
      }
      signal(session, "TERM");
    }
    List<Halted> results = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    for (RunningSession session : sessions) {
      results.add(new Halted(session, outcome(session, deadline)));
    }
    return results;
  }

  private Outcome outcome(RunningSession session, long deadline)
      throws IOException, InterruptedException {
    if (over(session, deadline)) {
      return Outcome.ENDED;
    }
    signal(session, "KILL");
    return over(session, System.nanoTime() + KILLED.toNanos()) ? Outcome.KILLED : Outcome.FAILED;
  }

  private static boolean over(RunningSession session, long deadline) throws InterruptedException {
    while (lives(session)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  private static boolean lives(RunningSession session) {
    Optional<ProcessStat> stat = ProcessStat.of(session.pid());
    return stat.filter(s -> s.started() == session.started() && s.state() != 'Z').isPresent();
  }

  /// The shell's own `kill`, since Java can't send SIGCONT. Its failure shows in the outcome.
  private static void signal(RunningSession session, String signal)
      throws IOException, InterruptedException {
    if (lives(session)) {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + session.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}

package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.agent.journal.Halt.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HaltIT {
  @TempDir Path folder;

  private StateDir state() {
    return new StateDir(folder);
  }

  private List<Outcome> halt(Duration patience) throws Exception {
    return new Halt(state(), patience).halt().stream().map(Halt.Halted::outcome).toList();
  }

  @Test
  void endsEveryOtherSessionButNotThisProcess() throws Exception {
    try (Journal _ = Journal.create(state(), "5e551071");
        JournalChild one = JournalChild.start(state(), "0ne00000", "politely");
        JournalChild two = JournalChild.start(state(), "two00000", "politely")) {
      assertThat(RunningSessions.list(state()))
          .extracting(RunningSession::pid)
          .containsExactly(one.process.pid(), two.process.pid());
      assertThat(halt(Duration.ofSeconds(20))).containsExactly(Outcome.ENDED, Outcome.ENDED);
      assertThat(state().listJournals()).containsExactly(state().journal("5e551071"));
    }
  }

  @Test
  void endsAStoppedSession() throws Exception {
    try (JournalChild child = JournalChild.start(state(), "570bbed0", "politely")) {
      child.signal("STOP");
      assertThat(halt(Duration.ofSeconds(20))).containsExactly(Outcome.ENDED);
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void killsASessionThatDoesNotEnd() throws Exception {
    try (JournalChild _ = JournalChild.start(state(), "5cabb000", "stubbornly")) {
      assertThat(halt(Duration.ofMillis(300))).containsExactly(Outcome.KILLED);
      assertThat(JournalFile.read(state().journal("5cabb000")).open()).hasSize(1);
    }
  }

  @Test
  void findsNothingToEndWhereNothingRuns() throws Exception {
    assertThat(halt(Duration.ofSeconds(1))).isEmpty();
    try (JournalChild child = JournalChild.start(state(), "dead0000", "stubbornly")) {
      child.process.destroyForcibly().waitFor();
    }
    assertThat(halt(Duration.ofSeconds(1))).isEmpty();
  }
}

package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes a journal all the time is killed at a random moment.
final class JournalKillIT {
  private static final String UNDO = "{\"undo\":";

  @TempDir Path folder;

  @RepeatedTest(10)
  void everyAcknowledgedEntryIsThereAfterAKill() throws Exception {
    StateDir state = new StateDir(folder);
    List<String> said = new ArrayList<>();
    try (JournalChild child = JournalChild.start(state, "aaaaaaaa", "writing")) {
      said.add(child.output.readLine());
      Thread.sleep(new Random().nextInt(20, 300));
      child.signal("KILL");
      said.addAll(child.rest());
      child.process.waitFor();
    }
    Set<String> undone = ids(said, "done ");
    Set<String> open = ids(said, "undo ");
    open.removeAll(undone);

    JournalFile journal = JournalFile.read(state.journal("aaaaaaaa"));
    Set<String> found =
        journal.open().values().stream()
            .map(undo -> undo.injectionId())
            .collect(Collectors.toSet());
    assertThat(journal.damaged()).isEmpty();
    assertThat(Collections.disjoint(found, undone)).isTrue();
    // One that was being undone may be done on disk, unsaid: at most one for each writer.
    open.removeAll(found);
    assertThat(open).hasSizeLessThanOrEqualTo(8);
    assertThat(open).allSatisfy(id -> assertThat(isDoneOnDisk(state, id)).isTrue());
  }

  private static Set<String> ids(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what))
        .map(line -> line.substring(what.length()))
        .collect(Collectors.toSet());
  }

  private static boolean isDoneOnDisk(StateDir state, String id) throws Exception {
    List<String> lines = Files.readAllLines(state.journal("aaaaaaaa"));
    Optional<String> undo = lines.stream().filter(l -> l.contains("\"" + id + "\"")).findFirst();
    return undo.isEmpty() ? wasCut(lines) : lines.contains("{\"done\":" + number(undo.get()) + "}");
  }

  /// What was done before the cut isn't there any more; without one, all but the last appends are.
  private static boolean wasCut(List<String> lines) {
    List<Long> numbers =
        lines.stream().filter(l -> l.startsWith(UNDO)).map(l -> number(l)).sorted().toList();
    return numbers.size() < numbers.getLast() - 8;
  }

  private static long number(String undo) {
    return Long.parseLong(undo.substring(UNDO.length(), undo.indexOf(',')));
  }
}

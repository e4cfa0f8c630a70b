package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.spi.Undo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real disk.
final class JournalIT {
  @TempDir Path folder;

  private StateDir state() {
    return new StateDir(folder);
  }

  private Path file() {
    return state().journal("5e551071");
  }

  @Test
  void holdsWhatIsOpenAndGoesWhenNothingIs() throws Exception {
    Journal journal = Journal.create(state(), "5e551071");
    Journal.Entry first = journal.undo(Undos.of("a"));
    Journal.Entry second = journal.undo(Undos.of("b"));
    first.done();
    assertThat(JournalFile.read(file()).open()).containsOnlyKeys(2L);
    second.done();
    journal.close();
    journal.close();
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void staysWhenSomethingIsOpen() throws Exception {
    try (Journal journal = Journal.create(state(), "5e551071")) {
      journal.undo(Undos.of("a"));
    }
    assertThat(JournalFile.read(file()).open()).containsValue(Undos.of("a"));
  }

  @Test
  void saysWhoseItIsAndIsPrivate() throws Exception {
    try (Journal _ = Journal.create(state(), "5e551071")) {
      JournalLine.Header header = JournalFile.read(file()).header().orElseThrow();
      assertThat(header.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(header.started()).isPositive();
      assertThat(header.command()).contains("java");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void saysWhatHelpsWhenItsFolderCannotBeMade() throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Journal.create(new StateDir(inTheWay), "5e551071"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ENTROPY_STATE_DIR");
  }

  @Test
  void commitsAThousandAtOnceWithFewSyncs() throws Exception {
    int writers = 1000;
    try (Journal journal = Journal.create(state(), "5e551071")) {
      CyclicBarrier together = new CyclicBarrier(writers);
      List<Journal.Entry> entries = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      long before = System.nanoTime();
      for (int i = 0; i < writers; i++) {
        String id = "i" + i;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  Journal.Entry entry = write(journal, together, id);
                  synchronized (entries) {
                    entries.add(entry);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      long millis = (System.nanoTime() - before) / 1_000_000;
      System.out.println(
          writers + " undo records at once: " + journal.syncs() + " fsyncs, " + millis + " ms");
      assertThat(JournalFile.read(file()).open()).hasSize(writers);
      // Some 15; more where other work comes between the writers.
      assertThat(journal.syncs()).isLessThan(writers / 4);
      for (Journal.Entry entry : entries) {
        entry.done();
      }
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
  }

  private static Journal.Entry write(Journal journal, CyclicBarrier together, String id) {
    try {
      together.await();
      return journal.undo(Undos.of(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void doesNotGrowForEver() throws Exception {
    Undo large =
        new Undo("a", "5e551071", "fake_drop", "t", "voter", Map.of("much", "x".repeat(50_000)));
    try (Journal journal = Journal.create(state(), "5e551071")) {
      for (int i = 0; i < 50; i++) {
        journal.undo(large).done();
      }
      assertThat(Files.size(file())).isLessThan(1 << 20);
      Journal.Entry open = journal.undo(Undos.of("last"));
      assertThat(JournalFile.read(file()).open()).containsValue(Undos.of("last")).hasSize(1);
      assertThat(JournalFile.read(file()).damaged()).isEmpty();
      open.done();
    }
  }

  @Test
  void doesNotGrowForEverWhileSomethingIsAlwaysOpen() throws Exception {
    Undo large =
        new Undo("a", "5e551071", "fake_drop", "t", "voter", Map.of("much", "x".repeat(50_000)));
    try (Journal journal = Journal.create(state(), "5e551071")) {
      journal.remember();
      Journal.Entry open = journal.undo(Undos.of("first"));
      for (int i = 0; i < 50; i++) {
        Journal.Entry next = journal.undo(Undos.of("open-" + i));
        journal.undo(large).done();
        open.done();
        open = next;
      }
      assertThat(Files.size(file())).isLessThan(1 << 20);
      assertThat(JournalFile.read(file()).open()).containsValue(Undos.of("open-49")).hasSize(1);
      assertThat(JournalFile.read(file()).header()).isPresent();
      assertThat(Begun.read(state())).contains("a", "first").doesNotContain("open-49");
      assertThat(RunningSessions.read(file())).isPresent();
      open.done();
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
    assertThat(Begun.read(state())).contains("open-49");
  }

  @Test
  void remembersTheNewestOnly() throws Exception {
    BegunFile begun = new BegunFile(state().begun("5e551071"));
    begun.create();
    int most = 2 * BegunFile.KEPT;
    begun.keep(begun("early", most));
    assertThat(Begun.read(state())).hasSize(most);
    begun.keep(begun("late", 1));
    assertThat(Begun.read(state()))
        .hasSize(BegunFile.KEPT)
        .contains("late-0")
        .doesNotContain("early-0");
    assertThat(folder.resolve("begun")).isDirectoryContaining(f -> f.endsWith("5e551071"));
  }

  private static JournalFile begun(String name, int count) {
    Set<String> ids =
        IntStream.range(0, count)
            .mapToObj(i -> name + "-" + i)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new JournalFile(Optional.empty(), Map.of(), ids, List.of());
  }

  @Test
  void isForgottenWithAllItHadBegunUnlessItIsToBeRemembered() throws Exception {
    try (Journal journal = Journal.create(state(), "5e551071")) {
      journal.undo(Undos.of("a")).done();
    }
    assertThat(Begun.read(state())).isEmpty();
    try (Journal journal = Journal.create(state(), "5e551072")) {
      journal.remember();
      journal.undo(Undos.of("b")).done();
      journal.undo(Undos.of("c")).done();
    }
    assertThat(folder.resolve("journal")).isEmptyDirectory();
    assertThat(Begun.read(state())).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void remembersNothingOfASessionThatBeganNothing() throws Exception {
    try (Journal journal = Journal.create(state(), "5e551071")) {
      journal.remember();
    }
    assertThat(folder.resolve("begun")).isEmptyDirectory();
  }

  @Test
  void forgetsAfterAWeekWhatItHadBegun() throws Exception {
    try (Journal journal = Journal.create(state(), "5e551071")) {
      journal.remember();
      journal.undo(Undos.of("a")).done();
    }
    Files.setLastModifiedTime(
        folder.resolve("begun/5e551071"), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    assertThat(Begun.read(state())).isEmpty();
    assertThat(folder.resolve("begun")).isEmptyDirectory();
  }
}

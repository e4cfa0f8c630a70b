package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.model.Kinds;
import io.entropy.store.state.Head;
import io.entropy.store.state.State;
import io.entropy.store.state.Writer;
import io.entropy.store.watch.Watch;
import io.entropy.store.watch.WatchFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of writers and readers when a commit can't be made durable: files are closed
/// underneath.
final class GroupCommitIT {
  @TempDir Path folder;
  private Acknowledged acknowledged;
  private Database database;
  private Head head;
  private GroupCommit log;
  private Writer writer;

  @BeforeEach
  void open() throws Exception {
    acknowledged = Acknowledged.open(folder);
    database = Database.open(folder);
    head = new Head(State.empty(), StoreLimits.DEFAULT);
    log = new GroupCommit(database, acknowledged, head);
    writer = new Writer(State.empty(), InstantSource.system(), StoreLimits.DEFAULT, log);
    log.start(writer);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    head.close();
    database.close();
    acknowledged.close();
  }

  @Test
  void whatCanNotBeWrittenIsNeverSeenAndEachWriterIsTold() throws Exception {
    create("kept");
    Watch watch = head.watch(WatchFilter.everything());
    database.close();
    try (var threads = Executors.newCachedThreadPool()) {
      List<Future<Code>> codes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = "lost" + i;
        codes.add(threads.submit((Callable<Code>) () -> codeOf(() -> create(id))));
      }
      for (Future<Code> code : codes) {
        assertThat(code.get()).isEqualTo(Code.UNAVAILABLE);
      }
    }
    assertThat(head.state().all(Kinds.TARGETS)).extracting(Target::getId).containsExactly("kept");
    assertThat(watch.poll(Duration.ZERO)).isNull();
    assertThat(writer.<Integer>update(t -> t.count(Kinds.TARGETS))).isEqualTo(1);
  }

  @Test
  void afterACommitOfUnknownOutcomeNobodyWritesAnyMore() throws Exception {
    create("kept");
    acknowledged.close();
    assertThat(codeOf(() -> create("unknown"))).isEqualTo(Code.OUTCOME_UNKNOWN);
    assertThatThrownBy(() -> create("later"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageContaining("open the store again");
    assertThat(head.state().count(Kinds.TARGETS)).isEqualTo(1);
    acknowledged = Acknowledged.open(folder);
  }

  private void create(String id) {
    writer.update(t -> t.create(Kinds.TARGETS, Target.newBuilder().setId(id).build()));
  }

  private static Code codeOf(ThrowingCallable call) {
    try {
      call.call();
    } catch (StoreException e) {
      return e.code();
    } catch (Throwable e) {
      throw new AssertionError("not of the store", e);
    }
    throw new AssertionError("not refused");
  }
}

package io.entropy.store.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Target;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.StoreLimits;
import io.entropy.store.model.Kinds;
import io.entropy.store.watch.Commit;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A writer over a log whose disk fails when it's told to.
final class WriterTest {
  private final List<Commit> appended = new ArrayList<>();
  private boolean full;
  private boolean diskFails;

  private final Writer writer =
      new Writer(State.empty(), InstantSource.system(), StoreLimits.DEFAULT, this::append);

  private CommitLog.Ticket append(State next, List<Commit> commits) {
    if (full && !commits.isEmpty()) {
      throw new StoreException(Code.TOO_LARGE, "refused by the log");
    }
    appended.addAll(commits);
    return () -> {
      if (diskFails) {
        throw new StoreException(Code.UNAVAILABLE, "not durable");
      }
    };
  }

  @Test
  void transactionsAreBuiltOnEachOtherBeforeTheyAreDurable() {
    create("a");
    create("b");
    assertThat(appended).extracting(Commit::version).containsExactly(1L, 2L);
  }

  @Test
  void aRefusalThatRestsOnACommitThatFailedIsNotTold() {
    diskFails = true;
    assertCode(Code.UNAVAILABLE, "a");
    assertCode(Code.UNAVAILABLE, "a");
    diskFails = false;
    assertCode(Code.EXISTS, "a");
  }

  @Test
  void whatTheLogRefusesLeavesTheStateAsItWas() {
    full = true;
    assertCode(Code.TOO_LARGE, "a");
    full = false;
    create("a");
    assertThat(appended).hasSize(1);
  }

  @Test
  void afterAResetTransactionsGoOnFromTheStateGiven() {
    create("a");
    writer.resetTo(State::empty);
    create("a");
    assertThat(appended).extracting(Commit::version).containsExactly(1L, 1L);
  }

  @Test
  void onlyTheFirstCloseSaysThatItClosed() {
    assertThat(writer.close()).isTrue();
    assertThat(writer.close()).isFalse();
    assertCode(Code.CLOSED, "a");
  }

  @Test
  void exceptionsOfTheCallerComeOutUnchanged() {
    var failure = new IllegalArgumentException("mine");
    assertThatThrownBy(() ->
            writer.update(t -> {
              throw failure;
            }))
        .isSameAs(failure);
  }

  private void create(String id) {
    writer.update(t -> t.create(Kinds.TARGETS, Target.newBuilder().setId(id).build()));
  }

  private void assertCode(Code code, String id) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> create(id))
        .extracting(StoreException::code)
        .isEqualTo(code);
  }
}

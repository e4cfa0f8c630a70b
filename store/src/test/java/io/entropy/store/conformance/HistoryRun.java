package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.v1.Meta;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.Transaction;
import io.entropy.store.conformance.Step.Action;
import io.entropy.store.conformance.Step.Follow;
import io.entropy.store.conformance.Step.Group;
import io.entropy.store.conformance.Step.Op;
import io.entropy.store.conformance.Step.Rejoin;
import io.entropy.store.conformance.Step.Update;
import io.entropy.store.model.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a history against a store and the model, comparing after each operation.
final class HistoryRun implements AutoCloseable {
  private final Store store;
  private final Replica replica;
  private Model model = new Model();
  private long version;

  /// What a history throws to see it rolled back.
  private static final class Abort extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  HistoryRun(Store store) {
    this.store = store;
    this.replica = new Replica(store);
  }

  void run(List<Step> steps) {
    steps.forEach(this::run);
    follow();
    replica.rejoin();
    follow();
  }

  private void run(Step step) {
    switch (step) {
      case Update update -> commit(update.fails(), () -> store.update(t -> run(t, update)));
      case Group group -> commit(group.fails(), () -> store.batch(b -> run(b, group)));
      case Follow _ -> follow();
      case Rejoin _ -> replica.rejoin();
    }
  }

  private void follow() {
    replica.follow(seen(store).version());
    assertThat(replica.copy()).as("the replica").isEqualTo(model.objects());
  }

  /// Runs something that commits or, when it fails, leaves no trace.
  private void commit(boolean fails, Runnable write) {
    Model before = model.copy();
    if (fails) {
      assertThatThrownBy(write::run).isInstanceOf(Abort.class);
      model = before;
    } else {
      write.run();
    }
    model.check(seen(store));
    long seen = seen(store).version();
    assertThat(seen).isGreaterThanOrEqualTo(version);
    version = seen;
  }

  private void run(io.entropy.store.Batch batch, Group group) {
    for (Update update : group.updates()) {
      Model before = model.copy();
      if (update.fails()) {
        assertThatThrownBy(() -> batch.update(t -> run(t, update))).isInstanceOf(Abort.class);
        model = before;
      } else {
        batch.update(t -> run(t, update));
      }
    }
    if (group.fails()) {
      throw new Abort();
    }
  }

  private boolean run(Transaction t, Update update) {
    for (Op op : update.ops()) {
      run(t, op, op.subject());
      model.check(t);
    }
    if (update.fails()) {
      throw new Abort();
    }
    return true;
  }

  private <T> void run(Transaction t, Op op, Subject<T> subject) {
    Kind<T> kind = subject.kind();
    T made = subject.make(op.id(), op.value());
    String id = kind.id(made);
    T stored = model.get(kind, id);
    Meta meta = stored == null ? Meta.getDefaultInstance() : kind.meta(stored);
    long given = meta.getVersion() - (op.action() == Action.UPDATE_STALE ? 1 : 0);
    T object = kind.withMeta(made, meta.toBuilder().setVersion(given).build());
    Code refusal = model.refusal(op, kind, object);
    try {
      T result = apply(t, op, kind, object);
      assertThat(refusal).as("%s had to be refused with", op).isNull();
      if (result == null) {
        model.remove(kind, id);
        return;
      }
      Meta now = kind.meta(result);
      assertThat(result).isEqualTo(kind.withMeta(made, now));
      assertThat(now.getVersion()).isGreaterThan(version);
      assertThat(op.action() == Action.CREATE || now.getCreated().equals(meta.getCreated()))
          .as("creation time kept")
          .isTrue();
      model.put(kind, result);
    } catch (StoreException e) {
      assertThat(e.code()).as("%s", op).isEqualTo(refusal);
    }
  }

  private static <T> @Nullable T apply(Transaction t, Op op, Kind<T> kind, T object) {
    return switch (op.action()) {
      case CREATE -> t.create(kind, object);
      case UPDATE, UPDATE_STALE -> t.update(kind, object);
      case DELETE -> {
        t.delete(kind, kind.id(object));
        yield null;
      }
    };
  }

  @Override
  public void close() {
    replica.close();
    store.close();
  }
}

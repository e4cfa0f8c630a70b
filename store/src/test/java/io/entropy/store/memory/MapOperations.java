package io.entropy.store.memory;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.store.StoreException;
import io.entropy.store.model.Kinds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// A store as a map of two objects with one name between them, for Lincheck: it runs these
/// operations in two threads and looks for an order of them that explains every result.
@Param(name = "id", gen = IntGen.class, conf = "0:1")
public final class MapOperations {
  private static final String OK = "OK";

  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));

  @Operation
  public String create(@Param(name = "id") int id) {
    return outcome(() -> store.update(t -> t.create(Kinds.FAILURE_POLICIES, policy(id, 0))));
  }

  @Operation
  public String delete(@Param(name = "id") int id) {
    return outcome(() ->
        store.update(t -> {
          t.delete(Kinds.FAILURE_POLICIES, "p" + id);
          return OK;
        }));
  }

  /// An optimistic writer's second half: the version is one that it may have read.
  @Operation
  public String updateAt(@Param(name = "id") int id, @Param(name = "id") int newer) {
    return outcome(
        () -> store.update(t -> t.update(Kinds.FAILURE_POLICIES, policy(id, 1 + newer))));
  }

  @Operation
  public long version(@Param(name = "id") int id) {
    return store.view(s ->
        s.get(Kinds.FAILURE_POLICIES, "p" + id).map(p -> p.getMeta().getVersion()).orElse(-1L));
  }

  @Operation
  public String named() {
    return store.view(
        s -> s.byName(Kinds.FAILURE_POLICIES, "loss").map(FailurePolicy::getId).orElse("none"));
  }

  /// Two objects in one transaction: all or nothing.
  @Operation
  public String replaceAll() {
    return outcome(() ->
        store.update(t -> {
          t.delete(Kinds.FAILURE_POLICIES, "p0");
          return t.create(Kinds.FAILURE_POLICIES, policy(1, 0));
        }));
  }

  private static FailurePolicy policy(int id, long version) {
    FailurePolicy.Builder policy =
        FailurePolicy.newBuilder()
            .setId("p" + id)
            .setSpec(FailurePolicySpec.newBuilder().setName("loss"));
    policy.getMetaBuilder().setVersion(version);
    return policy.build();
  }

  private static String outcome(Supplier<?> update) {
    try {
      Object _ = update.get();
      return OK;
    } catch (StoreException e) {
      return e.code().name();
    }
  }
}

package io.entropy.policymanager.policy;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.FailurePolicyStatus.State;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a user does to policies: create, start, stop, remove. Each is one atomic change with its
/// event. Any thread.
public final class PolicyControl {
  private final Store store;
  private final FailurePolicyValidator validator;
  private final Feasibility feasibility;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PolicyEvents events;

  /// A control over the policies of that store.
  ///
  /// @param random for the ids of new policies
  public PolicyControl(
      Store store, FailureModes modes, InstantSource clock, RandomGenerator random, EventLog log) {
    this.store = store;
    this.validator = new FailurePolicyValidator(modes);
    this.feasibility = new Feasibility(modes);
    this.clock = clock;
    this.random = random;
    this.events = new PolicyEvents(log);
  }

  /// Checks the spec and stores it as a policy that isn't started.
  ///
  /// @throws InvalidInputException with every violation
  /// @throws StoreException `NAME_CONFLICT` when the name is taken
  public FailurePolicy create(FailurePolicySpec spec) {
    FailurePolicySpec valid = validator.validated(spec);
    String id;
    synchronized (random) {
      id = HexFormat.of().toHexDigits(random.nextLong(), 12);
    }
    FailurePolicy policy =
        FailurePolicy.newBuilder()
            .setId(id)
            .setSpec(valid)
            .setStatus(FailurePolicyStatus.newBuilder().setState(State.CREATED))
            .build();
    return store.update(tx -> {
      FailurePolicy created = tx.create(Kinds.FAILURE_POLICIES, policy);
      events.policy(tx, EventTypes.POLICY_CREATED, created, words(created, "created"));
      return created;
    });
  }

  /// Why nothing would come of such a policy with the containers there are now, see [Feasibility].
  public Optional<String> objection(FailurePolicySpec spec) {
    return store.view(s -> feasibility.objection(spec, s.all(Kinds.TARGETS)));
  }

  /// Starts the grid: tick 0 is now. A policy that was stopped starts over, with the same dice; one
  /// that is started stays as it is.
  public FailurePolicy start(String id) {
    return store.update(tx -> {
      FailurePolicy policy = existing(tx, id);
      if (DueTick.isStarted(policy)) {
        return policy;
      }
      FailurePolicy started =
          tx.update(
              Kinds.FAILURE_POLICIES,
              withStatus(
                  policy,
                  policy.getStatus().toBuilder()
                      .setState(State.STARTED)
                      .setStarted(ProtoTime.toProto(clock.instant()))
                      .setNextTick(0)));
      events.started(tx, started);
      return started;
    });
  }

  /// Ends the rolling and all faults of the policy (desired SHUTDOWN). Idempotent.
  public void stop(String id) {
    end(id, false);
  }

  /// Stops the policy and forgets it. Its injections stay until they're over and old.
  public void remove(String id) {
    end(id, true);
  }

  private void end(String id, boolean remove) {
    store.batch(batch -> {
      batch.update(tx -> stop(tx, existing(tx, id)));
      List<Injection> live = new ArrayList<>();
      batch.update(tx ->
          tx.find(Kinds.INJECTIONS_BY_POLICY, id).stream()
              .filter(ActiveFaults::isLive)
              .forEach(live::add));
      InjectionOrders.tell(batch, live, InjectionState.SHUTDOWN);
      if (remove) {
        batch.update(tx -> remove(tx, existing(tx, id)));
      }
    });
  }

  private void stop(Transaction tx, FailurePolicy policy) {
    if (DueTick.isStarted(policy)) {
      tx.update(
          Kinds.FAILURE_POLICIES,
          withStatus(policy, policy.getStatus().toBuilder().setState(State.STOPPED)));
      events.policy(tx, EventTypes.POLICY_STOPPED, policy, words(policy, "stopped"));
    }
  }

  private void remove(Transaction tx, FailurePolicy policy) {
    tx.delete(Kinds.FAILURE_POLICIES, policy.getId());
    events.policy(tx, EventTypes.POLICY_REMOVED, policy, words(policy, "removed"));
  }

  private static FailurePolicy existing(Transaction tx, String id) {
    return tx.get(Kinds.FAILURE_POLICIES, id)
        .orElseThrow(
            () -> new StoreException(StoreException.Code.NOT_FOUND, "there is no policy " + id));
  }

  private static FailurePolicy withStatus(
      FailurePolicy policy, FailurePolicyStatus.Builder status) {
    return policy.toBuilder().setStatus(status).build();
  }

  private static String words(FailurePolicy policy, String what) {
    return "policy %s %s".formatted(policy.getSpec().getName(), what);
  }
}

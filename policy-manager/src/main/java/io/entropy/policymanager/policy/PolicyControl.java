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
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.policymanager.halt.HaltedException;
import io.entropy.store.Snapshot;
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

/// What a user does to policies: create, start, update, stop, remove. Each is one atomic change
/// with its event. A policy is named by its id or its name. Any thread.
public final class PolicyControl {
  private final Store store;
  private final FailurePolicyValidator validator;
  private final Feasibility feasibility;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PolicyEvents events;
  private final PolicyStops stops;

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
    this.stops = new PolicyStops(events);
  }

  /// The policy of that id, else of that name.
  public static Optional<FailurePolicy> find(Snapshot snapshot, String policy) {
    return snapshot
        .get(Kinds.FAILURE_POLICIES, policy)
        .or(() -> snapshot.byName(Kinds.FAILURE_POLICIES, policy));
  }

  /// The policy of that id, else of that name.
  ///
  /// @throws StoreException `NOT_FOUND`
  public static FailurePolicy existing(Snapshot snapshot, String policy) {
    return find(snapshot, policy)
        .orElseThrow(() ->
            new StoreException(StoreException.Code.NOT_FOUND, "there is no policy " + policy));
  }

  /// Checks the spec and stores it as a policy that isn't started.
  ///
  /// @throws InvalidInputException with every violation
  /// @throws StoreException `NAME_CONFLICT` when the name is taken
  public FailurePolicy create(FailurePolicySpec spec) {
    FailurePolicy policy = policy(spec);
    return store.update(tx -> create(tx, policy));
  }

  /// Creates and starts it, or neither.
  ///
  /// @throws HaltedException when everything is halted
  public FailurePolicy createStarted(FailurePolicySpec spec) {
    FailurePolicy policy = policy(spec);
    return store.update(tx -> start(tx, create(tx, policy)));
  }

  private FailurePolicy policy(FailurePolicySpec spec) {
    FailurePolicySpec valid = validator.validated(spec);
    String id;
    synchronized (random) {
      id = HexFormat.of().toHexDigits(random.nextLong(), 12);
    }
    return FailurePolicy.newBuilder()
        .setId(id)
        .setSpec(valid)
        .setStatus(FailurePolicyStatus.newBuilder().setState(State.CREATED).setSpecVersion(1))
        .build();
  }

  private FailurePolicy create(Transaction tx, FailurePolicy policy) {
    FailurePolicy created = tx.create(Kinds.FAILURE_POLICIES, policy);
    events.policy(tx, EventTypes.POLICY_CREATED, created, words(created, "created"));
    return created;
  }

  /// Why nothing would come of such a policy with the containers there are now, see [Feasibility].
  public Optional<String> objection(FailurePolicySpec spec) {
    return store.view(s -> feasibility.objection(spec, s.all(Kinds.TARGETS)));
  }

  /// Starts the grid: tick 0 is now. A policy that was stopped starts over, with the same dice; one
  /// that is started stays as it is.
  ///
  /// @throws HaltedException when everything is halted
  public FailurePolicy start(String policy) {
    return store.update(tx -> start(tx, existing(tx, policy)));
  }

  private FailurePolicy start(Transaction tx, FailurePolicy policy) {
    HaltSwitch.requireOff(tx);
    if (DueTick.isStarted(policy)) {
      return policy;
    }
    FailurePolicy started =
        tx.update(
            Kinds.FAILURE_POLICIES,
            policy.toBuilder().setStatus(fromNow(policy.getStatus())).build());
    events.started(tx, started);
    return started;
  }

  /// Replaces the spec. Faults that are there already stay as they were made; a policy that rolls
  /// begins a new grid when its frequency changes, and goes on with its grid otherwise.
  ///
  /// @param specVersion the `status.spec_version` that the caller has seen; 0 for whatever is there
  /// @throws StoreException `SEQUENCE_CONFLICT` with both versions, `NOT_FOUND`, `NAME_CONFLICT`
  public FailurePolicy update(String policy, long specVersion, FailurePolicySpec spec) {
    FailurePolicySpec valid = validator.validated(spec);
    return store.update(tx -> {
      FailurePolicy before = existing(tx, policy);
      long stored = before.getStatus().getSpecVersion();
      if (specVersion != 0 && specVersion != stored) {
        throw new StoreException(
            StoreException.Code.SEQUENCE_CONFLICT,
            "policy %s is at spec version %d, not %d: read it and decide again"
                .formatted(before.getSpec().getName(), stored, specVersion));
      }
      return update(tx, before, valid);
    });
  }

  private FailurePolicy update(Transaction tx, FailurePolicy before, FailurePolicySpec spec) {
    FailurePolicyStatus.Builder status = before.getStatus().toBuilder();
    boolean otherGrid = !spec.getFrequency().equals(before.getSpec().getFrequency());
    if (DueTick.isStarted(before) && otherGrid) {
      status = fromNow(before.getStatus());
    }
    status.setSpecVersion(before.getStatus().getSpecVersion() + 1);
    FailurePolicy updated =
        tx.update(
            Kinds.FAILURE_POLICIES, before.toBuilder().setSpec(spec).setStatus(status).build());
    events.policy(tx, EventTypes.POLICY_UPDATED, updated, words(updated, "updated"));
    return updated;
  }

  private FailurePolicyStatus.Builder fromNow(FailurePolicyStatus status) {
    return status.toBuilder()
        .setState(State.STARTED)
        .setStarted(ProtoTime.toProto(clock.instant()))
        .setNextTick(0);
  }

  /// Ends the rolling and all faults of the policy (desired SHUTDOWN). Idempotent.
  public void stop(String policy) {
    end(policy, false);
  }

  /// Stops the policy and forgets it. Its injections stay until they're over and old.
  public void remove(String policy) {
    end(policy, true);
  }

  private void end(String policy, boolean remove) {
    String id = store.view(s -> existing(s, policy)).getId();
    store.batch(batch -> {
      batch.update(tx -> stops.one(tx, existing(tx, id)));
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

  private void remove(Transaction tx, FailurePolicy policy) {
    tx.delete(Kinds.FAILURE_POLICIES, policy.getId());
    events.policy(tx, EventTypes.POLICY_REMOVED, policy, words(policy, "removed"));
  }

  private static String words(FailurePolicy policy, String what) {
    return "policy %s %s".formatted(policy.getSpec().getName(), what);
  }
}

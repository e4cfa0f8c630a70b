package io.entropy.policymanager.cluster;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.Amounts;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Amount;
import io.entropy.api.v1.BlastRadius;
import io.entropy.api.v1.ClusterBounds;
import io.entropy.api.v1.ClusterSpec;
import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import io.entropy.store.Transaction;
import java.util.Map;
import java.util.TreeMap;

/// Sets the bounds of all policies. They're read in the transaction of each tick, so they hold from
/// the next one on; faults that are there stay.
public record ClusterControl(Store store, EventLog log) {

  /// Sets the bounds of a store that has none yet, if there are any. What it has stays.
  public void initialize(ClusterBounds bounds) {
    if (bounds.equals(ClusterBounds.getDefaultInstance())
        || store.<Boolean>view(s -> ClusterObject.spec(s).hasBounds())) {
      return;
    }
    store.update(tx -> {
      ClusterSpec spec = ClusterObject.spec(tx);
      if (!spec.hasBounds()) {
        put(tx, spec, bounds);
      }
      return tx.version();
    });
  }

  /// Replaces the bounds.
  ///
  /// @param version of the object that the caller has seen; 0 for whatever is there
  /// @throws io.entropy.api.text.InvalidInputException with every violation
  /// @throws StoreException `SEQUENCE_CONFLICT` with both versions
  public void update(long version, ClusterBounds bounds) {
    Violations violations = new Violations();
    amounts(bounds).forEach((field, amount) -> Amounts.check(field, amount, violations));
    violations.throwIfAny();
    store.update(tx -> {
      long stored = ClusterObject.version(tx);
      if (version != 0 && version != stored) {
        throw new StoreException(
            StoreException.Code.SEQUENCE_CONFLICT,
            "the cluster is at version %d, not %d: read it and decide again"
                .formatted(stored, version));
      }
      put(tx, ClusterObject.spec(tx), stated(bounds));
      return tx.version();
    });
  }

  /// Without amounts that say nothing.
  private static ClusterBounds stated(ClusterBounds given) {
    ClusterBounds.Builder bounds = ClusterBounds.newBuilder();
    BlastRadius defaults = given.getDefaultBlastRadius();
    if (isSet(given.getMaxActive())) {
      bounds.setMaxActive(given.getMaxActive());
    }
    if (isSet(defaults.getLimit())) {
      bounds.getDefaultBlastRadiusBuilder().setLimit(defaults.getLimit());
    }
    if (isSet(defaults.getMinHealthy())) {
      bounds.getDefaultBlastRadiusBuilder().setMinHealthy(defaults.getMinHealthy());
    }
    return bounds.build();
  }

  private static boolean isSet(Amount amount) {
    return amount.getValueCase() != Amount.ValueCase.VALUE_NOT_SET;
  }

  private void put(Transaction tx, ClusterSpec spec, ClusterBounds bounds) {
    ClusterObject.put(tx, spec.toBuilder().setBounds(bounds).build());
    EventData data = new EventData();
    StringBuilder message = new StringBuilder("the cluster's bounds:");
    amounts(bounds)
        .forEach((name, amount) -> {
          String text = Amounts.format(amount);
          data.put(name, text);
          message.append(" %s %s".formatted(name, text.isEmpty() ? "none" : text));
        });
    log.write(
        tx,
        EventSpec.newBuilder()
            .setType(EventTypes.CLUSTER_UPDATED)
            .setMessage(message.toString())
            .setData(data.build()));
  }

  private static Map<String, Amount> amounts(ClusterBounds bounds) {
    BlastRadius defaults = bounds.getDefaultBlastRadius();
    Map<String, Amount> all = new TreeMap<>();
    all.put("max_active", bounds.getMaxActive());
    all.put("default_limit", defaults.getLimit());
    all.put("default_min_healthy", defaults.getMinHealthy());
    return all;
  }
}

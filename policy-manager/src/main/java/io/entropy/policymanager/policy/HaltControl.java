package io.entropy.policymanager.policy;

import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.halt.HaltSwitch;
import io.entropy.store.Store;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// What a user does to everything at once: halt, resume. Any thread.
///
/// The first update of a halt decides: from then on no policy starts and no tick rolls. The rest of
/// its batch stops what there is; a [PolicyController] that finds some of it undone does it.
public final class HaltControl {
  private final Store store;
  private final HaltSwitch halt;
  private final PolicyStops stops;

  public HaltControl(Store store, InstantSource clock, EventLog log) {
    this.store = store;
    this.halt = new HaltSwitch(clock, log);
    this.stops = new PolicyStops(new PolicyEvents(log));
  }

  /// What halting came to.
  ///
  /// @param policies that were stopped
  /// @param injections that were told to end
  public record Halted(int policies, int injections) {}

  /// Stops every policy, has every fault reverted, and lets none start until [#resume].
  ///
  /// @param reason for the event and for whoever is refused; may be empty
  public Halted halt(String reason) {
    AtomicReference<Halted> outcome = new AtomicReference<>(new Halted(0, 0));
    store.batch(batch -> {
      batch.update(tx -> halt.on(tx, reason));
      PolicyStops.Ended ended = stops.everything(batch);
      outcome.set(new Halted(ended.policies(), ended.injections()));
    });
    return outcome.get();
  }

  /// Lets policies be started again; starts none.
  public void resume() {
    store.update(tx -> {
      halt.off(tx);
      return tx.version();
    });
  }
}

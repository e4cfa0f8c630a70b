package io.entropy.policymanager.injection;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionTransitions.Writer;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what agents report of injections, with the events that follow from it, in one transaction
/// a report. Any thread; reports of one injection should come in order, and when they don't the
/// older are dropped.
public final class InjectionStatusRecorder {
  private final Store store;
  private final InjectionEvents events;

  public InjectionStatusRecorder(Store store, EventLog log) {
    this.store = store;
    this.events = new InjectionEvents(log);
  }

  /// Takes one report.
  ///
  /// @param nodeId the node whose agent says so
  public Recorded record(String nodeId, String injectionId, InjectionStatus reported) {
    return store.update(tx -> record(tx, nodeId, injectionId, reported));
  }

  /// Takes reports that came together, in their order; each is atomic by itself.
  ///
  /// @return what became of each
  public List<Recorded> recordAll(String nodeId, List<InjectionReport> reports) {
    List<Recorded> verdicts = new ArrayList<>();
    store.batch(batch -> {
      verdicts.clear(); // a back end may run this again
      for (InjectionReport report : reports) {
        batch.update(tx -> verdicts.add(record(tx, nodeId, report.getId(), report.getStatus())));
      }
    });
    return verdicts;
  }

  /// Gives up on an injection whose agent says nothing of it any more, and whose fault is surely
  /// over; nothing when it's over already.
  ///
  /// @param why in a clause
  public void orphan(String injectionId, String why) {
    store.update(tx -> {
      tx.get(Kinds.INJECTIONS, injectionId)
          .filter(i ->
              InjectionTransitions.allowed(
                  Writer.DISPATCHER, i.getStatus().getState(), InjectionState.ORPHANED))
          .ifPresent(i -> orphan(tx, i, why));
      return injectionId;
    });
  }

  private void orphan(Transaction tx, Injection before, String why) {
    InjectionStatus status =
        before.getStatus().toBuilder()
            .setState(InjectionState.ORPHANED)
            .setEnd(EndReason.LEASE_LOST)
            .setMessage(why)
            .build();
    Injection after = tx.update(Kinds.INJECTIONS, before.toBuilder().setStatus(status).build());
    events.write(tx, before.getStatus(), after);
  }

  private Recorded record(
      Transaction tx, String nodeId, String injectionId, InjectionStatus reported) {
    Optional<Injection> stored = tx.get(Kinds.INJECTIONS, injectionId);
    if (stored.isEmpty()) {
      return Recorded.UNKNOWN;
    }
    Injection before = stored.get();
    Recorded verdict = judge(nodeId, before, reported);
    if (verdict == Recorded.WRITTEN) {
      Injection after = tx.update(Kinds.INJECTIONS, before.toBuilder().setStatus(reported).build());
      events.write(tx, before.getStatus(), after);
    }
    return verdict;
  }

  private static Recorded judge(String nodeId, Injection injection, InjectionStatus reported) {
    InjectionState from = injection.getStatus().getState();
    InjectionState to = reported.getState();
    if (!injection.getSpec().getNodeId().equals(nodeId) || to == InjectionState.UNRECOGNIZED) {
      return Recorded.REFUSED;
    }
    if (to.compareTo(from) < 0) {
      return Recorded.DROPPED;
    }
    if (to == from) {
      return isNews(injection.getStatus(), reported) ? Recorded.WRITTEN : Recorded.DROPPED;
    }
    return InjectionTransitions.allowed(Writer.AGENT, from, to)
        ? Recorded.WRITTEN
        : Recorded.REFUSED;
  }

  /// Whether a report of the same state says more: it differs, takes back neither the verification
  /// nor a following, and the injection isn't over.
  private static boolean isNews(InjectionStatus known, InjectionStatus reported) {
    return known.getState().compareTo(InjectionState.COMPLETE) < 0
        && !known.equals(reported)
        && (reported.getVerified() || !known.getVerified())
        && Integer.compareUnsigned(reported.getFollowed(), known.getFollowed()) >= 0;
  }
}

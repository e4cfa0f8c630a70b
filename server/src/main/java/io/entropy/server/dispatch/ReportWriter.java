package io.entropy.server.dispatch;

import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.Target;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/// Takes what an agent reports, in its order; nothing of it when some is about another node. Any
/// thread; one agent's reports must come one after the other.
record ReportWriter(
    Store store, NodeRecorder nodes, TargetRecorder targets, InjectionStatusRecorder injections) {

  /// @throws io.grpc.StatusRuntimeException `PERMISSION_DENIED` when a report is about another
  ///   node, `INVALID_ARGUMENT` when it's about nothing
  void write(String nodeId, List<Report> reports) {
    store.view(s -> {
      reports.forEach(r -> check(s, nodeId, r));
      return s.version();
    });
    List<InjectionReport> together = new ArrayList<>();
    for (Report report : reports) {
      if (report.hasInjection()) {
        together.add(report.getInjection());
      } else {
        flush(nodeId, together);
        writeOther(nodeId, report);
      }
    }
    flush(nodeId, together);
  }

  private void flush(String nodeId, List<InjectionReport> together) {
    if (!together.isEmpty()) {
      injections.recordAll(nodeId, together);
      together.clear();
    }
  }

  private void writeOther(String nodeId, Report report) {
    switch (report.getWhatCase()) {
      case NODE -> nodes.reported(nodeId, report.getNode());
      case TARGETS -> targets.complete(nodeId, report.getTargets().getTargetsList());
      case TARGET -> targets.changed(nodeId, report.getTarget());
      case TARGET_GONE -> targets.gone(nodeId, report.getTargetGone());
      case INJECTION, WHAT_NOT_SET -> throw new IllegalArgumentException("not to be here");
    }
  }

  private static void check(Snapshot snapshot, String nodeId, Report report) {
    switch (report.getWhatCase()) {
      case TARGETS -> report.getTargets().getTargetsList().forEach(t -> check(snapshot, nodeId, t));
      case TARGET -> check(snapshot, nodeId, report.getTarget());
      case INJECTION ->
          snapshot
              .get(Kinds.INJECTIONS, report.getInjection().getId())
              .ifPresent(i -> check(nodeId, i));
      case NODE, TARGET_GONE -> {
        // About its own node by themselves.
      }
      case WHAT_NOT_SET ->
          throw Status.INVALID_ARGUMENT
              .withDescription("reports: one is about nothing that this version knows")
              .asRuntimeException();
    }
  }

  private static void check(Snapshot snapshot, String nodeId, Target target) {
    if (!target.getSpec().getNodeId().equals(nodeId)) {
      throw refused(nodeId, "container " + target.getId(), target.getSpec().getNodeId());
    }
    snapshot
        .get(Kinds.TARGETS, target.getId())
        .map(known -> known.getSpec().getNodeId())
        .filter(owner -> !owner.equals(nodeId) && isThere(snapshot, owner))
        .ifPresent(owner -> {
          throw refused(nodeId, "container " + target.getId(), owner);
        });
  }

  /// An engine may have got another id; its containers keep theirs.
  private static boolean isThere(Snapshot snapshot, String nodeId) {
    return snapshot.get(Kinds.NODES, nodeId).filter(n -> !n.getStatus().getAway()).isPresent();
  }

  private static void check(String nodeId, Injection injection) {
    if (!injection.getSpec().getNodeId().equals(nodeId)) {
      throw refused(nodeId, "injection " + injection.getId(), injection.getSpec().getNodeId());
    }
  }

  private static RuntimeException refused(String nodeId, String what, String owner) {
    return Status.PERMISSION_DENIED
        .withDescription("node %s reports %s, which is node %s's".formatted(nodeId, what, owner))
        .asRuntimeException();
  }
}

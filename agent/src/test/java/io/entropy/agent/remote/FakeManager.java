package io.entropy.agent.remote;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.AssignmentsRequest;
import io.entropy.api.v1.DispatcherGrpc.DispatcherImplBase;
import io.entropy.api.v1.HeartbeatRequest;
import io.entropy.api.v1.HeartbeatResponse;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.ReportResponse;
import io.entropy.api.v1.SessionMessage;
import io.entropy.api.v1.SessionRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A manager that does what a test says. Its calls come from any thread.
final class FakeManager extends DispatcherImplBase {
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final String name;
  private final List<SessionRequest> registered = new ArrayList<>();
  private final List<List<Report>> batches = new ArrayList<>();
  private final List<StreamObserver<SessionMessage>> sessions = new ArrayList<>();
  private final List<StreamObserver<AssignmentsMessage>> assignments = new ArrayList<>();
  private final List<String> managers;
  private Optional<Status> refuses = Optional.empty();
  private Predicate<Report> unwanted = _ -> false;
  private boolean hangs;
  private int heartbeats;

  FakeManager(String name, String... managers) {
    this.name = name;
    this.managers = List.of(managers);
  }

  @Override
  public synchronized void session(SessionRequest request, StreamObserver<SessionMessage> to) {
    registered.add(request);
    if (refuses.isPresent()) {
      to.onError(refuses.get().asException());
      return;
    }
    sessions.add(to);
    if (!hangs) {
      to.onNext(
          SessionMessage.newBuilder()
              .setSessionId(name + "/" + registered.size())
              .addAllManagers(managers)
              .setHeartbeat(ProtoTime.toProto(HEARTBEAT))
              .build());
    }
  }

  @Override
  public synchronized void assignments(
      AssignmentsRequest request, StreamObserver<AssignmentsMessage> to) {
    assignments.add(to);
  }

  @Override
  public synchronized void heartbeat(
      HeartbeatRequest request, StreamObserver<HeartbeatResponse> to) {
    heartbeats++;
    if (!hangs) {
      to.onNext(HeartbeatResponse.newBuilder().setNext(ProtoTime.toProto(HEARTBEAT)).build());
      to.onCompleted();
    }
  }

  @Override
  public synchronized void report(ReportRequest request, StreamObserver<ReportResponse> to) {
    if (hangs) {
      return;
    }
    if (request.getReportsList().stream().anyMatch(unwanted)) {
      to.onError(Status.PERMISSION_DENIED.withDescription("another node's").asException());
      return;
    }
    batches.add(request.getReportsList());
    to.onNext(ReportResponse.getDefaultInstance());
    to.onCompleted();
  }

  /// From now on it answers nothing, as a stopped process.
  synchronized void hang() {
    hangs = true;
  }

  synchronized void refuse(Status status) {
    refuses = Optional.of(status);
  }

  synchronized void refuseReports(Predicate<Report> which) {
    unwanted = which;
  }

  /// To the newest stream of assignments.
  void assign(AssignmentsMessage message) {
    newest().onNext(message);
  }

  void endAssignments() {
    newest().onCompleted();
  }

  private synchronized StreamObserver<AssignmentsMessage> newest() {
    return assignments.getLast();
  }

  synchronized int assignmentStreams() {
    return assignments.size();
  }

  synchronized int heartbeats() {
    return heartbeats;
  }

  synchronized List<SessionRequest> registered() {
    return List.copyOf(registered);
  }

  synchronized List<List<Report>> batches() {
    return List.copyOf(batches);
  }

  /// In the order in which they came.
  List<Report> reports() {
    return batches().stream().flatMap(List::stream).toList();
  }

  static AssignmentsMessage complete(String resultsIn, String... ids) {
    AssignmentsMessage.Builder message =
        AssignmentsMessage.newBuilder()
            .setType(AssignmentsMessage.Type.COMPLETE)
            .setResultsIn(resultsIn);
    for (String id : ids) {
      message.addChanges(assigned(id));
    }
    return message.build();
  }

  static AssignmentsMessage then(String appliesTo, String resultsIn, String id) {
    return AssignmentsMessage.newBuilder()
        .setType(AssignmentsMessage.Type.INCREMENTAL)
        .setAppliesTo(appliesTo)
        .setResultsIn(resultsIn)
        .addChanges(assigned(id))
        .build();
  }

  private static AssignmentChange.Builder assigned(String id) {
    return AssignmentChange.newBuilder()
        .setAssign(
            AssignedInjection.newBuilder()
                .setInjection(Injection.newBuilder().setId(id))
                .setBeginsIn(ProtoTime.toProto(Duration.ofSeconds(1)))
                .setTimeLeft(ProtoTime.toProto(Duration.ofSeconds(3))));
  }
}

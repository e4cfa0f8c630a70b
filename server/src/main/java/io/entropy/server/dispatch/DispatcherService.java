package io.entropy.server.dispatch;

import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.AssignmentsRequest;
import io.entropy.api.v1.DispatcherGrpc;
import io.entropy.api.v1.HeartbeatRequest;
import io.entropy.api.v1.HeartbeatResponse;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.ReportResponse;
import io.entropy.api.v1.SessionMessage;
import io.entropy.api.v1.SessionRequest;
import io.entropy.policymanager.assignment.AssignmentFollower;
import io.entropy.server.access.Gate;
import io.entropy.server.stream.StreamGone;
import io.entropy.server.stream.StreamOutlet;
import io.entropy.server.stream.StreamThreads;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// The calls of agents, answered by the leader's [Dispatcher]. Any thread.
public final class DispatcherService extends DispatcherGrpc.DispatcherImplBase {
  private final Supplier<Dispatcher> dispatcher;
  private final StreamThreads threads;
  private final Gate gate;

  /// The service of a manager.
  ///
  /// @param dispatcher the one of this manager while it leads; throws otherwise
  /// @param gate knows whose agent calls
  public DispatcherService(Supplier<Dispatcher> dispatcher, StreamThreads threads, Gate gate) {
    this.dispatcher = dispatcher;
    this.threads = threads;
    this.gate = gate;
  }

  /// The caller's own.
  private NodeSession session(Dispatcher current, String id) {
    NodeSession session = current.session(id);
    gate.requireAgentOf(session.nodeId());
    return session;
  }

  @Override
  public void session(SessionRequest request, StreamObserver<SessionMessage> observer) {
    gate.requireAgentOf(request.getNodeId());
    Dispatcher current = dispatcher.get();
    StreamOutlet<SessionMessage> outlet = new StreamOutlet<>(observer);
    NodeSession session = current.register(request);
    session.whenOver(why -> outlet.fail(Status.UNAVAILABLE.withDescription(why)));
    observer.onNext(current.welcome(session));
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatResponse> observer) {
    Dispatcher current = dispatcher.get();
    observer.onNext(current.heartbeat(session(current, request.getSessionId()).id()));
    observer.onCompleted();
  }

  @Override
  public void assignments(AssignmentsRequest request, StreamObserver<AssignmentsMessage> observer) {
    Dispatcher current = dispatcher.get();
    NodeSession session = session(current, request.getSessionId());
    StreamOutlet<AssignmentsMessage> outlet = new StreamOutlet<>(observer);
    AssignmentFollower follower = current.assignments(session, message -> send(outlet, message));
    Thread thread = threads.start(() -> follow(follower, outlet));
    session.whenOver(why -> {
      outlet.fail(Status.UNAVAILABLE.withDescription(why));
      thread.interrupt();
    });
    outlet.whenGone(thread::interrupt);
  }

  private static void send(StreamOutlet<AssignmentsMessage> outlet, AssignmentsMessage message)
      throws InterruptedException {
    try {
      outlet.send(message);
    } catch (StreamGone _) {
      throw new InterruptedException("nobody reads");
    }
  }

  private static void follow(AssignmentFollower follower, StreamOutlet<AssignmentsMessage> outlet) {
    try {
      follower.follow();
      outlet.fail(Status.UNAVAILABLE.withDescription("the store was closed"));
    } catch (InterruptedException _) {
      outlet.fail(Status.UNAVAILABLE.withDescription("this manager is ending"));
    }
  }

  @Override
  public void report(ReportRequest request, StreamObserver<ReportResponse> observer) {
    Dispatcher current = dispatcher.get();
    current.report(session(current, request.getSessionId()).id(), request.getReportsList());
    observer.onNext(ReportResponse.getDefaultInstance());
    observer.onCompleted();
  }
}

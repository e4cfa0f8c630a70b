package io.entropy.server;

import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.api.v1.AssignmentsRequest;
import io.entropy.api.v1.DispatcherGrpc.DispatcherBlockingStub;
import io.entropy.api.v1.HeartbeatRequest;
import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.SessionMessage;
import io.entropy.api.v1.SessionRequest;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import java.util.Iterator;

/// An agent's side of the calls, step by step as a test wants it.
public final class FakeAgent {
  private final DispatcherBlockingStub calls;
  private final Iterator<SessionMessage> session;
  private final String sessionId;

  private FakeAgent(DispatcherBlockingStub calls, SessionRequest request) {
    this.calls = calls;
    this.session = calls.session(request);
    this.sessionId = session.next().getSessionId();
  }

  /// Opens a session for a node.
  public static FakeAgent join(ManagerFixture manager, String nodeId) {
    return new FakeAgent(manager.client(DispatcherBlockingStub.class), request(nodeId).build());
  }

  /// What an agent of this version says.
  public static SessionRequest.Builder request(String nodeId) {
    return SessionRequest.newBuilder()
        .setNodeId(nodeId)
        .setName("host-" + nodeId)
        .setProtocol(1)
        .setStatus(NodeStatus.newBuilder().setState(NodeStatus.State.READY).setHostname(nodeId));
  }

  /// What an agent of any version might say.
  public static void call(ManagerFixture manager, SessionRequest request) {
    var _ = new FakeAgent(manager.client(DispatcherBlockingStub.class), request);
  }

  public Iterator<AssignmentsMessage> assignments() {
    return calls.assignments(AssignmentsRequest.newBuilder().setSessionId(sessionId).build());
  }

  public void heartbeat() {
    var _ = calls.heartbeat(HeartbeatRequest.newBuilder().setSessionId(sessionId).build());
  }

  public void report(Report.Builder... reports) {
    ReportRequest.Builder request = ReportRequest.newBuilder().setSessionId(sessionId);
    for (Report.Builder report : reports) {
      request.addReports(report);
    }
    var _ = calls.report(request.build());
  }

  public void report(String injectionId, InjectionState state) {
    report(
        Report.newBuilder()
            .setInjection(
                InjectionReport.newBuilder()
                    .setId(injectionId)
                    .setStatus(
                        InjectionStatus.newBuilder()
                            .setState(state)
                            .setVerified(state.compareTo(InjectionState.RUNNING) >= 0))));
  }

  /// A running container of a node.
  public static Report.Builder target(String nodeId, String name) {
    return Report.newBuilder()
        .setTarget(
            Target.newBuilder()
                .setId("id-" + name)
                .setSpec(TargetSpec.newBuilder().setNodeId(nodeId).setName(name).setKey(name))
                .setStatus(
                    TargetStatus.newBuilder()
                        .setState(TargetStatus.State.RUNNING)
                        .setNetworkMode(NetworkMode.OWN)));
  }

  /// Waits for the manager to end the session; throws how it did.
  public void awaitEnd() {
    var _ = session.hasNext();
  }
}

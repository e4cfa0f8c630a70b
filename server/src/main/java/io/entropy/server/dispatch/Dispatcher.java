package io.entropy.server.dispatch;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.HeartbeatResponse;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.SessionMessage;
import io.entropy.api.v1.SessionRequest;
import io.entropy.policymanager.assignment.AssignmentFollower;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.injection.InjectionStatusRecorder;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// The leader's side of all agents. Any thread.
public final class Dispatcher implements AutoCloseable {
  private static final Duration LONGEST_PACE = Duration.ofSeconds(1);

  private final Parts parts;
  private final NodeSessions sessions;
  private final NodeRecorder nodes;
  private final ReportWriter reports;
  private final WatchLoop loop;

  /// What it's made of.
  ///
  /// @param random one that several threads may use
  /// @param where agents reach it, `host:port`
  public record Parts(
      Store store,
      InstantSource clock,
      RandomGenerator random,
      EventLog log,
      DispatchTerms terms,
      String where) {}

  private Dispatcher(Parts parts) {
    this.parts = parts;
    this.sessions = new NodeSessions(parts.random());
    this.nodes = new NodeRecorder(parts.store(), parts.log(), sessions);
    InjectionStatusRecorder injections = new InjectionStatusRecorder(parts.store(), parts.log());
    this.reports =
        new ReportWriter(parts.store(), nodes, new TargetRecorder(parts.store()), injections);
    NodeWatch watch = new NodeWatch(parts.store(), sessions, nodes, injections);
    Instant until = parts.clock().instant().plus(parts.terms().firstGrace());
    nodes.doubtAll().forEach(id -> sessions.expect(id, until));
    Duration pace = parts.terms().heartbeat().dividedBy(2);
    this.loop =
        WatchLoop.start(
            watch, parts.clock(), pace.compareTo(LONGEST_PACE) < 0 ? pace : LONGEST_PACE);
  }

  /// Takes over all nodes that the store knows, and waits for their agents.
  public static Dispatcher open(Parts parts) {
    return new Dispatcher(parts);
  }

  /// Registers a node and opens a session for it.
  NodeSession register(SessionRequest request) {
    SessionRules.check(request);
    NodeSession session = sessions.open(request.getNodeId(), deadline());
    try {
      nodes.joined(request);
    } catch (StoreException e) {
      sessions.giveUp(session, "the node can't be written");
      throw e;
    }
    return session;
  }

  /// What an agent is told first.
  SessionMessage welcome(NodeSession session) {
    return SessionMessage.newBuilder()
        .setSessionId(session.id())
        .addManagers(parts.where())
        .setHeartbeat(ProtoTime.toProto(parts.terms().next(parts.random())))
        .build();
  }

  HeartbeatResponse heartbeat(String sessionId) {
    sessions.alive(sessions.require(sessionId), deadline());
    return HeartbeatResponse.newBuilder()
        .setNext(ProtoTime.toProto(parts.terms().next(parts.random())))
        .build();
  }

  NodeSession session(String sessionId) {
    return sessions.require(sessionId);
  }

  /// What tells a session's agent what to do.
  AssignmentFollower assignments(NodeSession session, AssignmentStream.Sending to) {
    return new AssignmentFollower(
        parts.store(),
        parts.clock(),
        i -> i.getSpec().getNodeId().equals(session.nodeId()),
        new AssignmentStream(to));
  }

  void report(String sessionId, List<Report> batch) {
    NodeSession session = sessions.require(sessionId);
    reports.write(session.nodeId(), batch);
    sessions.alive(session, deadline());
  }

  /// Ends the session of a node, if it has one.
  public void expel(String nodeId, String why) {
    sessions.expel(nodeId, why);
  }

  private Instant deadline() {
    return parts.clock().instant().plus(parts.terms().grace());
  }

  /// How many agents have a session.
  public int sessionCount() {
    return sessions.count();
  }

  /// Whether nodes that stay away are noticed.
  public boolean isRunning() {
    return loop.isRunning();
  }

  /// Ends every session. Nodes and injections stay as they are, for the next leader.
  @Override
  public void close() {
    sessions.close("this manager no longer leads");
    loop.close();
  }
}

package io.entropy.agent.remote;

import io.entropy.agent.injection.Timing.Mailbox;
import io.entropy.agent.remote.Note.Call;
import io.entropy.agent.remote.Note.Said;
import io.entropy.api.v1.AssignmentsRequest;
import io.entropy.api.v1.DispatcherGrpc;
import io.entropy.api.v1.DispatcherGrpc.DispatcherStub;
import io.entropy.api.v1.HeartbeatRequest;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.SessionRequest;
import io.grpc.ManagedChannel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The dispatcher's calls to one manager. Used by the session's thread; none blocks, and what comes
/// back is put into its mailbox by gRPC's. Of each call only the last one's answers count.
final class Connection implements AutoCloseable {
  private final ManagedChannel channel;
  private final Mailbox<Note> mailbox;
  private final DispatcherStub dispatcher;
  private final Map<Call, Answers<?, ?>> last = new EnumMap<>(Call.class);

  Connection(ManagedChannel channel, Mailbox<Note> mailbox) {
    this.channel = channel;
    this.mailbox = mailbox;
    this.dispatcher = DispatcherGrpc.newStub(channel);
  }

  void register(SessionRequest request) {
    dispatcher.session(request, answers(Call.SESSION, Note.Registered::new));
  }

  /// Again, when they were asked for already: from a complete set on.
  void assignments(String session) {
    Answers<?, ?> before = last.get(Call.ASSIGNMENTS);
    if (before != null) {
      before.cancel();
    }
    dispatcher.assignments(
        AssignmentsRequest.newBuilder().setSessionId(session).build(),
        answers(Call.ASSIGNMENTS, Note.Assigned::new));
  }

  void heartbeat(String session) {
    dispatcher.heartbeat(
        HeartbeatRequest.newBuilder().setSessionId(session).build(),
        answers(Call.HEARTBEAT, Note.Alive::new));
  }

  void report(String session, List<Report> reports) {
    dispatcher.report(
        ReportRequest.newBuilder().setSessionId(session).addAllReports(reports).build(),
        answers(Call.REPORT, _ -> new Note.Taken()));
  }

  private <Q, T> Answers<Q, T> answers(Call call, Function<T, Said> said) {
    Answers<Q, T> answers = new Answers<>(call, mailbox, said);
    last.put(call, answers);
    return answers;
  }

  /// Whether it's from a call of this connection that counts.
  boolean isFrom(Answers<?, ?> sender) {
    return last.containsValue(sender);
  }

  /// Ends every call; what they still say is of no interest.
  @Override
  public void close() {
    channel.shutdownNow();
  }
}

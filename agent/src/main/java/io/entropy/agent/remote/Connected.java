package io.entropy.agent.remote;

import io.entropy.agent.injection.Timing;
import io.entropy.agent.injection.Timing.Mailbox;
import io.entropy.agent.remote.Note.Alive;
import io.entropy.agent.remote.Note.Assigned;
import io.entropy.agent.remote.Note.Failed;
import io.entropy.agent.remote.Note.Registered;
import io.entropy.agent.remote.Note.Taken;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.SessionMessage;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One manager, from asking it to take this agent to its loss: heartbeats, assignments, reports.
/// The session's thread's.
final class Connected {
  /// What happens together is reported together.
  static final Duration BATCH = Duration.ofMillis(100);

  static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
  static final Duration LEAVE_WITHIN = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Connected.class);

  private final Connection connection;
  private final Timing timing;
  private final Mailbox<Note> mailbox;
  private final Outbox outbox;
  private final AssignmentSink sink;
  private final Watcher watcher;
  private final Duration registerWithin;
  private final Instant asked;
  private String session = "";
  private AssignmentChain chain;
  private @Nullable Heartbeats heartbeats;
  private @Nullable Instant flushAt;
  private @Nullable Instant sentAt;
  private @Nullable Instant leaveBy;

  /// Who is told what the manager says of itself.
  interface Watcher {
    void registered(SessionMessage message);

    /// The manager counts as there until then.
    void aliveUntil(Instant instant);
  }

  /// What all connections of a session share.
  record Parts(
      Timing timing, Mailbox<Note> mailbox, Outbox outbox, AssignmentSink sink, Watcher watcher) {}

  /// Has asked it just now.
  ///
  /// @param registerWithin how long it may take to say that it takes this agent
  Connected(Connection connection, Parts parts, Duration registerWithin) {
    this.connection = connection;
    this.timing = parts.timing;
    this.mailbox = parts.mailbox;
    this.outbox = parts.outbox;
    this.sink = parts.sink;
    this.watcher = parts.watcher;
    this.chain = new AssignmentChain(sink);
    this.registerWithin = registerWithin;
    this.asked = timing.now();
  }

  /// From now on, until it ends.
  Lasted run() {
    while (true) {
      Optional<Lasted> end = mailbox.take(next()).flatMap(this::read).or(this::due);
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  private Instant next() {
    if (heartbeats == null) {
      return asked.plus(registerWithin);
    }
    Instant next = earlier(heartbeats.next(), leaveBy);
    return earlier(next, sentAt == null ? flushAt : sentAt.plus(TAKEN_WITHIN));
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  private Optional<Lasted> read(Note note) {
    return switch (note) {
      case Note.Waiting() -> {
        flushSoon();
        yield Optional.empty();
      }
      case Note.Leave() -> {
        leaveBy = timing.now().plus(LEAVE_WITHIN);
        flushAt = timing.now();
        yield heartbeats == null ? Optional.of(new Lasted.Left()) : Optional.empty();
      }
      case Note.From(var sender, var said) ->
          connection.isFrom(sender) ? hear(said) : Optional.empty(); // else it's closed already
    };
  }

  private Optional<Lasted> hear(Note.Said said) {
    return switch (said) {
      case Registered(var message) -> registered(message);
      case Assigned(var message) -> {
        if (!chain.take(message)) {
          LOG.debug("a gap in the assignments: asking for all of them");
          askForAssignments();
        }
        yield Optional.empty();
      }
      case Alive(var response) -> {
        Heartbeats beats = heartbeats;
        if (beats != null) {
          beats.answered(timing.now(), ProtoTime.fromProto(response.getNext()));
          watcher.aliveUntil(beats.aliveUntil());
        }
        yield Optional.empty();
      }
      case Taken() -> {
        taken();
        yield Optional.empty();
      }
      case Failed failed -> failed(failed);
    };
  }

  private Optional<Lasted> registered(SessionMessage message) {
    watcher.registered(message);
    if (heartbeats != null) {
      return Optional.empty(); // it tells of other managers
    }
    session = message.getSessionId();
    heartbeats = new Heartbeats(ProtoTime.fromProto(message.getHeartbeat()), asked);
    watcher.aliveUntil(heartbeats.aliveUntil());
    outbox.newManager();
    flushAt = timing.now();
    askForAssignments();
    return Optional.empty();
  }

  private void askForAssignments() {
    chain = new AssignmentChain(sink);
    connection.assignments(session);
  }

  private void taken() {
    outbox.delivered();
    sentAt = null;
    if (outbox.isFull() || leaveBy != null) {
      flushAt = timing.now();
    } else if (!outbox.isEmpty()) {
      flushSoon();
    }
  }

  private void flushSoon() {
    if (flushAt == null) {
      flushAt = outbox.isFull() ? timing.now() : timing.now().plus(BATCH);
    }
  }

  private Optional<Lasted> failed(Failed failed) {
    Code code = failed.status().getCode();
    return switch (failed.call()) {
      case SESSION ->
          Optional.of(
              isRefusal(code) && heartbeats == null
                  ? new Lasted.Refused(failed.why())
                  : lost(failed.why()));
      case REPORT -> {
        boolean notWanted =
            switch (code) {
              case INVALID_ARGUMENT, NOT_FOUND, OUT_OF_RANGE, PERMISSION_DENIED -> true;
              default -> false;
            };
        yield notWanted ? refused(failed.why()) : Optional.of(lost(failed.why()));
      }
      case ASSIGNMENTS -> assignmentsEnded(failed);
      case HEARTBEAT -> Optional.of(lost(failed.why()));
    };
  }

  private static boolean isRefusal(Code code) {
    return switch (code) {
      case FAILED_PRECONDITION, INVALID_ARGUMENT, UNAUTHENTICATED, PERMISSION_DENIED -> true;
      default -> false;
    };
  }

  /// A manager may end them when it fell behind, and has a complete set instead.
  private Optional<Lasted> assignmentsEnded(Failed failed) {
    boolean another = chain.begun() && failed.status().getCode() != Code.FAILED_PRECONDITION;
    if (another) {
      askForAssignments();
    }
    return another ? Optional.empty() : Optional.of(lost(failed.why()));
  }

  private Optional<Lasted> refused(String why) {
    if (outbox.refused()) {
      LOG.warn("the manager refuses a report: {}", why);
    }
    sentAt = null;
    flushAt = timing.now();
    return Optional.empty();
  }

  /// What the clock brings.
  private Optional<Lasted> due() {
    Instant now = timing.now();
    Heartbeats beats = heartbeats;
    if (beats == null) {
      return now.isBefore(asked.plus(registerWithin))
          ? Optional.empty()
          : Optional.of(silent("no answer in " + registerWithin.toMillis() + " ms"));
    }
    if (beats.isOverdue(now)) {
      return Optional.of(
          silent("no answer to a heartbeat in " + beats.period().toMillis() + " ms"));
    }
    if (beats.isDue(now)) {
      beats.sent(now);
      connection.heartbeat(session);
    }
    return report(now);
  }

  private Optional<Lasted> report(Instant now) {
    if (sentAt != null) {
      boolean overdue = !now.isBefore(sentAt.plus(TAKEN_WITHIN));
      return overdue ? Optional.of(lost("reports aren't taken")) : left(now);
    }
    if (flushAt != null && !now.isBefore(flushAt)) {
      flushAt = null;
      var batch = outbox.take();
      if (!batch.isEmpty()) {
        sentAt = now;
        connection.report(session, batch);
      }
    }
    return left(now);
  }

  private Optional<Lasted> left(Instant now) {
    boolean done = leaveBy != null && (outbox.isEmpty() || !now.isBefore(leaveBy));
    return done ? Optional.of(new Lasted.Left()) : Optional.empty();
  }

  private Lasted lost(String why) {
    return ended(why, false);
  }

  private Lasted silent(String why) {
    return ended(why, true);
  }

  private Lasted ended(String why, boolean silent) {
    return leaveBy == null ? new Lasted.Lost(why, heartbeats != null, silent) : new Lasted.Left();
  }
}

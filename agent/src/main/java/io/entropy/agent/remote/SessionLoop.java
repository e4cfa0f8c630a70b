package io.entropy.agent.remote;

import io.entropy.agent.injection.Timing;
import io.entropy.agent.injection.Timing.Mailbox;
import io.entropy.agent.remote.Connected.Parts;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.v1.SessionMessage;
import io.entropy.api.v1.SessionRequest;
import io.grpc.ManagedChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The session's thread: one manager after the other, until one refuses this agent for good or the
/// agent leaves.
final class SessionLoop {
  private final Function<ManagerAddress, ManagedChannel> channels;
  private final Timing timing;
  private final Mailbox<Note> mailbox;
  private final ManagerRing managers;
  private final Backoff backoff;
  private final JoinListener listener;

  /// Until when the manager counts as there.
  private volatile Instant aliveUntil = Instant.MIN;

  SessionLoop(
      Function<ManagerAddress, ManagedChannel> channels,
      Timing timing,
      ManagerRing managers,
      RandomGenerator random,
      JoinListener listener) {
    this.channels = channels;
    this.timing = timing;
    this.mailbox = timing.mailbox();
    this.managers = managers;
    this.backoff = new Backoff(random);
    this.listener = listener;
  }

  /// Any thread.
  void tell(Note note) {
    mailbox.put(note);
  }

  /// Any thread.
  boolean isAlive() {
    return timing.now().isBefore(aliveUntil);
  }

  /// Until the end; why a manager refuses this agent, empty when the agent has left.
  Optional<String> run(Registration registration, Outbox outbox, AssignmentSink sink) {
    while (true) {
      ManagerAddress address = managers.next();
      Parts parts = new Parts(timing, mailbox, outbox, sink, new Serves(address));
      SessionRequest request = registration.request().orElseThrow();
      switch (join(address, request, parts)) {
        case Lasted.Left() -> {
          return left(outbox);
        }
        case Lasted.Refused(String why) -> {
          return Optional.of("the manager " + address + " refuses this agent: " + why);
        }
        case Lasted.Lost(String why, boolean served, boolean silent) -> {
          listener.lost(address, why, served);
          if (silent) {
            managers.wasSilent(address);
          }
          // One of the others may lead by now: they are asked without a pause.
          if (managers.roundIsOver() && pause()) {
            return left(outbox);
          }
        }
      }
    }
  }

  private Optional<String> left(Outbox outbox) {
    if (!outbox.isEmpty()) {
      listener.undelivered(outbox.size());
    }
    return Optional.empty();
  }

  private Lasted join(ManagerAddress address, SessionRequest request, Parts parts) {
    try (Connection connection = new Connection(channels.apply(address), mailbox)) {
      connection.register(request);
      return new Connected(connection, parts, managers.patience(address)).run();
    } finally {
      aliveUntil = Instant.MIN;
    }
  }

  /// Whether the agent has left meanwhile.
  private boolean pause() {
    Instant until = timing.now().plus(backoff.next());
    Optional<Note> note = mailbox.take(until);
    while (note.isPresent()) {
      if (note.get() instanceof Note.Leave) {
        return true;
      }
      note = mailbox.take(until);
    }
    return false;
  }

  /// What a manager that has taken this agent says of itself.
  private final class Serves implements Connected.Watcher {
    private final ManagerAddress address;
    private boolean joined;

    Serves(ManagerAddress address) {
      this.address = address;
    }

    @Override
    public void registered(SessionMessage message) {
      managers.serves(address, message.getManagersList());
      if (!joined) {
        joined = true;
        backoff.reset();
        listener.joined(address);
      }
    }

    @Override
    public void aliveUntil(Instant instant) {
      aliveUntil = instant;
    }
  }
}

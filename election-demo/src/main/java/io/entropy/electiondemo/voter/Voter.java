package io.entropy.electiondemo.voter;

import io.entropy.electiondemo.election.Effect;
import io.entropy.electiondemo.election.Election;
import io.entropy.electiondemo.election.Step;
import io.entropy.electiondemo.election.VoterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// One voter of a cluster: waits for a datagram or a deadline, asks the [Election] what follows,
/// and does it.
///
/// [#run] belongs to one thread, which alone touches the state, the socket and the disk; every
/// other method may be called by any thread. What fails on the disk ends [#run]: a voter that
/// cannot keep its promises must not make any.
public final class Voter implements AutoCloseable {
  /// Datagrams taken before time is looked at again, so that a flood can't stop the clock. Those
  /// that came while the process slept are read first: its leader may be among them.
  private static final int AT_ONCE = 64;

  private final Election election;
  private final BallotFile ballots;
  private final DatagramPort port;
  private final Counters counters;
  private final Clock clock;
  private final Consumer<Effect.LeaderChanged> onLeaderChange;
  private final long origin = System.nanoTime();
  private volatile Sighting sighting;
  private volatile boolean closed;

  /// A voter that listens at once and takes part as soon as it runs.
  ///
  /// @param peers the other voters
  /// @param onLeaderChange told of each change by the voter's thread, after it is in force
  /// @throws IOException when the port is taken or the data folder can't be read
  public Voter(
      Election election,
      InetSocketAddress listen,
      List<Peer> peers,
      Path data,
      Consumer<Effect.LeaderChanged> onLeaderChange)
      throws IOException {
    this.election = election;
    this.onLeaderChange = onLeaderChange;
    clock = Clock.systemUTC();
    counters = new Counters();
    ballots = new BallotFile(data);
    sighting = new Sighting(election.start(ballots.read(), now()), clock.instant());
    port = new DatagramPort(listen, peers, counters);
  }

  /// Takes part in elections until [#close].
  ///
  /// @throws UncheckedIOException when the disk or the socket fails
  public void run() {
    try (port) {
      while (!closed) {
        port.await(Duration.ofNanos(Math.max(0, state().role().dueAt() - now())));
        for (int taken = 0; taken < AT_ONCE; taken++) {
          var message = port.poll();
          if (message.isEmpty()) {
            break;
          }
          perform(election.receive(state(), message.get(), now()));
        }
        perform(election.tick(state(), now()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void perform(Step step) throws IOException {
    for (var effect : step.effects()) {
      counters.count(effect);
      switch (effect) {
        case Effect.Persist persist -> ballots.write(persist.ballot());
        case Effect.Send send -> port.send(send.message());
        case Effect.LeaderChanged _, Effect.ElectionStarted _, Effect.RivalHeard _ -> {}
      }
    }
    publish(step);
  }

  private void publish(Step step) {
    var changes =
        step.effects().stream()
            .filter(Effect.LeaderChanged.class::isInstance)
            .map(Effect.LeaderChanged.class::cast)
            .toList();
    var since = changes.isEmpty() ? sighting.since() : clock.instant();
    sighting = new Sighting(step.state(), since);
    changes.forEach(onLeaderChange);
  }

  private VoterState state() {
    return sighting.state();
  }

  private long now() {
    return System.nanoTime() - origin;
  }

  /// What the voter last made known.
  public Sighting sighting() {
    return sighting;
  }

  /// Whether the voter has a current leader at this moment, also if its own thread stands still.
  public boolean hasCurrentLeader() {
    return election.hasCurrentLeader(state(), now());
  }

  public Counters counters() {
    return counters;
  }

  /// Asks [#run] to return, without a word to the peers, as if the process had died.
  @Override
  public void close() {
    closed = true;
    port.wake();
  }
}

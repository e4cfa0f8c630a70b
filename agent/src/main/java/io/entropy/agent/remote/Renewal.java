package io.entropy.agent.remote;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews a node's certificate when two thirds of its time are over, and tries again until a
/// manager has. New connections show the new one. One thread of its own.
public final class Renewal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /// A machine may sleep, or its clock be set: nothing longer is waited for at once.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final NodeIdentity identity;
  private final ManagerChannels channels;
  private final List<ManagerAddress> managers;
  private final InstantSource clock;
  private final Thread thread;

  private Renewal(
      NodeIdentity identity,
      ManagerChannels channels,
      List<ManagerAddress> managers,
      InstantSource clock) {
    this.identity = identity;
    this.channels = channels;
    this.managers = managers;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("certificate-renewal").unstarted(this::run);
  }

  /// Starts it.
  ///
  /// @param channels that show the identity
  /// @param managers one of which leads
  /// @param clock the time of day, which certificates hold by
  public static Renewal start(
      NodeIdentity identity,
      ManagerChannels channels,
      List<ManagerAddress> managers,
      InstantSource clock) {
    Renewal renewal = new Renewal(identity, channels, managers, clock);
    renewal.thread.start();
    return renewal;
  }

  private void run() {
    try {
      while (true) {
        Duration due = identity.renewIn(clock.instant());
        if (!due.isPositive() && !renewed()) {
          due = LONGEST_WAIT.dividedBy(20);
        }
        Thread.sleep(within(due));
      }
    } catch (InterruptedException _) {
      LOG.debug("closed");
    }
  }

  private static Duration within(Duration wait) {
    Duration atMost = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    return atMost.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : atMost;
  }

  private boolean renewed() {
    String why = "";
    for (ManagerAddress manager : managers) {
      ManagedChannel channel = channels.open(manager);
      try {
        identity.renew(channel);
        LOG.info("the node's certificate was renewed at {}", manager);
        return true;
      } catch (StatusRuntimeException | IOException e) {
        why = manager + ": " + e.getMessage();
      } finally {
        channel.shutdownNow();
      }
    }
    LOG.warn("the node's certificate isn't renewed yet ({})", why);
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

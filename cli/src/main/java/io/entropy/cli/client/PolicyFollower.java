package io.entropy.cli.client;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.GetInjectionRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.cli.CommandException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows the events of one policy at a manager, on a thread of its own, and mirrors them with
/// each injection that is over. What the manager no longer has is told.
final class PolicyFollower {
  private static final Set<String> OVER =
      Set.of(
          EventTypes.INJECTION_REVERTED,
          EventTypes.INJECTION_EXPIRED,
          EventTypes.INJECTION_FAILED,
          EventTypes.INJECTION_LEAKED);
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(10);

  private final ManagerClient client;
  private final Mirror mirror;
  private final EventFeed feed;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread thread;

  private PolicyFollower(ManagerClient client, FailurePolicy policy, Mirror mirror) {
    this.client = client;
    this.mirror = mirror;
    this.feed =
        new EventFeed(
            client,
            SubscribeRequest.newBuilder()
                .setFollow(true)
                .setFilter(EventFilter.newBuilder().addPolicies(policy.getId()))
                .build());
    this.thread = Thread.ofPlatform().daemon().name("remote-events").unstarted(this::run);
  }

  /// When it returns, no event of the policy is missed.
  static PolicyFollower start(ManagerClient client, FailurePolicy policy, Mirror mirror) {
    PolicyFollower follower = new PolicyFollower(client, policy, mirror);
    follower.thread.start();
    await(follower.begun, BEGINS_WITHIN);
    return follower;
  }

  private void run() {
    try {
      feed.read(this::take);
    } catch (CommandException e) {
      System.err.println("entropy: events are no longer followed: " + e.getMessage());
    } catch (InterruptedException _) {
      // Nobody does.
    }
    begun.countDown();
  }

  /// Whether there is more to come.
  private boolean take(SubscribeResponse response) {
    return switch (response.getWhatCase()) {
      case EVENT -> {
        Event event = response.getEvent();
        if (OVER.contains(event.getSpec().getType())) {
          over(event.getSpec().getInjection());
        }
        mirror.event(event);
        yield !event.getSpec().getType().equals(EventTypes.POLICY_REMOVED);
      }
      case LOST -> {
        System.err.println("entropy: some events are not shown: " + response.getLost().getWhy());
        yield true;
      }
      case CAUGHT_UP -> {
        begun.countDown();
        yield true;
      }
      case WHAT_NOT_SET -> true;
    };
  }

  private void over(String id) {
    try {
      mirror.injection(
          client.call(
              control -> control.getInjection(GetInjectionRequest.newBuilder().setId(id).build())));
    } catch (CommandException e) {
      System.err.println("entropy: what came of injection " + id + ": " + e.getMessage());
    }
  }

  /// Waits for the policy's last event; then follows no more.
  void awaitRemoved(Duration atMost) {
    try {
      boolean _ = thread.join(atMost);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    feed.close();
  }

  private static void await(CountDownLatch latch, Duration atMost) {
    try {
      boolean _ = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

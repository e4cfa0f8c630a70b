package io.entropy.bench.remote;

import static io.entropy.api.event.EventTypes.INJECTION_EXPIRED;
import static io.entropy.api.event.EventTypes.INJECTION_FAILED;
import static io.entropy.api.event.EventTypes.INJECTION_REFUSED;
import static io.entropy.api.event.EventTypes.INJECTION_REVERTED;
import static io.entropy.api.event.EventTypes.INJECTION_VERIFIED;

import com.google.protobuf.Timestamp;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.GetInjectionRequest;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.api.v1.TargetSelector;
import io.entropy.bench.measure.Samples;
import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/// A user of the manager who has faults made, one after the other, and follows the event stream.
/// One thread.
final class Rounds {
  /// Long enough to begin on a busy machine; it's ended by removing its policy.
  private static final Duration ONCE = Duration.ofSeconds(5);

  private static final Duration NEVER_AGAIN = Duration.ofHours(1);
  private static final long MOST_MINUTES = 10;

  private final ControlBlockingStub control;
  private final Iterator<SubscribeResponse> events;
  private final TargetSelector targets;

  /// By the manager's clock from when it wrote the injection, by the agent's until the fault was
  /// released in the kernel; of policies that are started at that moment.
  private final Samples rolled = new Samples();

  /// By this process' clock: from before the call that starts the policy, until the event came that
  /// says that the fault was read back from the kernel.
  private final Samples asked = new Samples();

  /// From the grid time to the release, of a policy that goes on.
  private final Samples late = new Samples();

  private int missed;

  Rounds(Channel channel, TargetSelector targets) {
    this.control =
        ControlGrpc.newBlockingStub(channel).withDeadlineAfter(MOST_MINUTES, TimeUnit.MINUTES);
    this.targets = targets;
    this.events =
        EventsGrpc.newBlockingStub(channel)
            .withDeadlineAfter(MOST_MINUTES, TimeUnit.MINUTES)
            .subscribe(
                SubscribeRequest.newBuilder()
                    .setFollow(true)
                    .setFilter(EventFilter.newBuilder().addTypes("injection.*"))
                    .build());
    SubscribeResponse _ = events.next(); // that it has caught up
  }

  Samples rolled() {
    return rolled;
  }

  Samples asked() {
    return asked;
  }

  Samples late() {
    return late;
  }

  /// How many were over before they could begin.
  int missed() {
    return missed;
  }

  /// A policy each, which rolls as it's started and never again: its tick has no lead.
  void once(int count, int warmUp) throws IOException {
    for (int i = -warmUp; i < count; i++) {
      long start = System.nanoTime();
      FailurePolicy policy = start("once-" + (warmUp + i), NEVER_AGAIN, ONCE);
      EventSpec verified = next();
      long told = System.nanoTime() - start;
      Injection injection = injection(verified);
      remove(policy);
      require(verified, INJECTION_VERIFIED);
      require(next(), INJECTION_REVERTED);
      if (i >= 0) {
        asked.add(told);
        rolled.add(untilActive(injection.getMeta().getCreated(), injection));
      }
    }
  }

  /// One policy that hits at each tick, worked out ahead of the grid time; each fault lasts for
  /// half of the time until the next.
  void onTheGrid(int count, Duration every) throws IOException {
    FailurePolicy policy = start("grid", every, every.dividedBy(2));
    for (int i = -1; i < count; i++) {
      EventSpec event = next();
      if (event.getType().equals(INJECTION_REVERTED)) {
        missed++;
        continue;
      }
      Injection injection = injection(event);
      require(next(), INJECTION_REVERTED);
      if (i >= 0) { // the first has no lead
        late.add(untilActive(injection.getSpec().getBegins(), injection));
      }
    }
    remove(policy);
  }

  private static long untilActive(Timestamp from, Injection injection) {
    return Duration.between(
            ProtoTime.fromProto(from), ProtoTime.fromProto(injection.getStatus().getApplied()))
        .toNanos();
  }

  private FailurePolicy start(String name, Duration every, Duration fault) {
    return control.createPolicy(
        CreatePolicyRequest.newBuilder()
            .setStart(true)
            .setSpec(
                FailurePolicySpec.newBuilder()
                    .setName(name)
                    .setSeed(1)
                    .setProbability(1)
                    .setFrequency(ProtoTime.toProto(every))
                    .setDuration(ProtoTime.toProto(fault))
                    .setFailure(Failure.newBuilder().setMode("recv_drop"))
                    .setTarget(targets))
            .build());
  }

  private void remove(FailurePolicy policy) {
    var _ = control.removePolicy(PolicyRequest.newBuilder().setPolicy(policy.getId()).build());
  }

  private Injection injection(EventSpec event) {
    return control.getInjection(
        GetInjectionRequest.newBuilder().setId(event.getInjection()).build());
  }

  /// The next that says that a fault is there or is over.
  private EventSpec next() throws IOException {
    while (true) {
      EventSpec event = events.next().getEvent().getSpec();
      switch (event.getType()) {
        case INJECTION_VERIFIED, INJECTION_REVERTED -> {
          return event;
        }
        case INJECTION_FAILED, INJECTION_EXPIRED, INJECTION_REFUSED ->
            throw new IOException(event.getMessage());
        default -> {
          // A step on the way.
        }
      }
    }
  }

  private static void require(EventSpec event, String type) throws IOException {
    if (!event.getType().equals(type)) {
      throw new IOException("not " + type + " but: " + event.getMessage());
    }
  }
}

package io.entropy.bench.soak;

import io.entropy.api.selector.Selectors;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.FailurePolicyStatus;
import io.entropy.api.v1.ListInjectionsRequest;
import io.entropy.api.v1.ListTargetsRequest;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.TargetSelector;
import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The policies of a soak: each rolls once a second. Of the faults by `latency` one begins as the
/// last ends, so that there's always one.
final class Policies {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ControlBlockingStub control;
  private final String all;
  private final String some;
  private final List<String> started = new ArrayList<>();

  /// At a manager.
  ///
  /// @param all a selector of all containers
  /// @param some of the few that get cut off from each other, all at once
  Policies(Channel channel, String all, String some) {
    this.control = ControlGrpc.newBlockingStub(channel);
    this.all = all;
    this.some = some;
  }

  void start() {
    start("drop", all, 0.05, 500, failure("recv_drop", Map.of("percent", "30")));
    start(
        "delay", all, 0.05, 1000, failure("latency", Map.of("time", "20ms", "method", "nfqueue")));
    start("narrow", all, 0.02, 500, failure("rate", Map.of("rate", "1mbit")));
    start("cut", some, 0.3, 600, failure("partition", Map.of("shape", "halves")));
    start("freeze", all, 0.01, 300, failure("pause", Map.of()));
    start("again", all, 0.0005, 1000, failure("restart", Map.of("grace", "0s")));
  }

  private static Failure failure(String mode, Map<String, String> parameters) {
    return Failure.newBuilder().setMode(mode).putAllParameters(parameters).build();
  }

  private void start(String name, String whom, double probability, long millis, Failure failure) {
    FailurePolicySpec.Builder spec =
        FailurePolicySpec.newBuilder()
            .setName(name)
            .setTarget(targets(whom))
            .setFailure(failure)
            .setFrequency(ProtoTime.toProto(SECOND))
            .setProbability(probability)
            .setSeed(1);
    if (!failure.getMode().equals("restart")) {
      spec.setDuration(ProtoTime.toProto(Duration.ofMillis(millis)));
    }
    CreatePolicyRequest request =
        CreatePolicyRequest.newBuilder().setSpec(spec).setStart(true).build();
    started.add(soon().createPolicy(request).getId());
  }

  private static TargetSelector targets(String selector) {
    try {
      return TargetSelector.newBuilder().addAllRequirements(Selectors.read(selector)).build();
    } catch (TextException e) {
      throw new IllegalArgumentException(selector, e);
    }
  }

  /// Waits until the manager knows of so many containers.
  void awaitTargets(int count) throws IOException, InterruptedException {
    ListTargetsRequest all = ListTargetsRequest.getDefaultInstance();
    if (!await(() -> soon().listTargets(all).getTargetsCount() >= count)) {
      throw new IOException("the agent doesn't tell of all containers");
    }
  }

  /// Stops all, and waits until no fault is left; whether none is.
  boolean stop() throws InterruptedException {
    for (String id : started) {
      var _ = soon().stopPolicy(request(id));
    }
    ListInjectionsRequest live = ListInjectionsRequest.newBuilder().setLive(true).build();
    return await(() -> soon().listInjections(live).getInjectionsCount() == 0);
  }

  /// How many faults were ordered.
  long injections() {
    return started.stream()
        .map(id -> soon().getPolicy(request(id)).getStatus())
        .mapToLong(FailurePolicyStatus::getInjections)
        .sum();
  }

  private static PolicyRequest request(String id) {
    return PolicyRequest.newBuilder().setPolicy(id).build();
  }

  private ControlBlockingStub soon() {
    return control.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// Whether it holds in time.
  private static boolean await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }
}

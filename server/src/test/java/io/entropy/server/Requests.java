package io.entropy.server;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.TargetSelector;
import java.time.Duration;

/// What tests ask managers for.
public final class Requests {

  private Requests() {}

  /// Hits every container each so often.
  public static FailurePolicySpec.Builder policy(String name, Duration every) {
    return FailurePolicySpec.newBuilder()
        .setName(name)
        .setProbability(1)
        .setFrequency(ProtoTime.toProto(every))
        .setFailure(Failure.newBuilder().setMode("test_drop"))
        .setTarget(TargetSelector.newBuilder().setContainer("re2:.*"));
  }

  /// The same as JSON.
  public static String json(String name, String every) {
    return """
    {"name": "%s", "probability": 1, "frequency": "%s", "failure": {"mode": "test_drop"},
     "target": {"container": "re2:.*"}}\
    """
        .formatted(name, every);
  }
}

package io.entropy.policymanager.policy;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Injection;
import java.time.Duration;
import java.time.Instant;

/// When faults end.
final class InjectionTimes {

  private InjectionTimes() {}

  /// How long each fault of the policy lasts: the frequency when the spec doesn't say.
  static Duration durationOf(FailurePolicySpec spec) {
    return ProtoTime.fromProto(spec.hasDuration() ? spec.getDuration() : spec.getFrequency());
  }

  /// The grid time at which the fault is over: exclusive, it isn't active then any more.
  static Instant endOf(Injection injection) {
    return ProtoTime.fromProto(injection.getSpec().getBegins())
        .plus(ProtoTime.fromProto(injection.getSpec().getDuration()));
  }
}

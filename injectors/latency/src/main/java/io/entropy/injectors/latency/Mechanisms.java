package io.entropy.injectors.latency;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.nfqueue.NfQueue;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All mechanisms there are, best first, and the choice among them.
final class Mechanisms {
  static final Parameter<String> METHOD =
      Parameter.optional(
          "method",
          ValueType.choice(List.of(NfQueue.NAME)),
          "Only by this mechanism, instead of the best that can do it here.");

  private final List<Mechanism> all;

  Mechanisms(List<Mechanism> all) {
    this.all = List.copyOf(all);
  }

  static Mechanisms of(FailureMode mode, InjectorContext context) {
    return new Mechanisms(List.of(new NfQueue(mode, context)));
  }

  List<MechanismStatus> status() {
    return all.stream().map(Mechanism::status).toList();
  }

  /// The best that can do it and that this host has.
  ///
  /// @param wanted only that one
  /// @throws InjectorException `REFUSED` when none can do it, `UNSUPPORTED` when this host lacks
  ///   those that can; says of each why, and which the host has
  Mechanism choose(Impairment impairment, Optional<String> wanted) throws InjectorException {
    List<String> reasons = new ArrayList<>();
    Code code = Code.REFUSED;
    for (Mechanism mechanism : all) {
      if (wanted.isPresent() && !mechanism.name().equals(wanted.get())) {
        continue;
      }
      Optional<String> limit = mechanism.limit(impairment);
      if (limit.isEmpty() && mechanism.status().getAvailable()) {
        return mechanism;
      }
      if (limit.isEmpty()) {
        code = Code.UNSUPPORTED;
      }
      reasons.add(mechanism.name() + ": " + limit.orElse(mechanism.status().getDetail()));
    }
    String present =
        all.stream()
            .filter(m -> m.status().getAvailable())
            .map(Mechanism::name)
            .collect(Collectors.joining(", "));
    throw new InjectorException(
        code,
        "%s; this host has: %s"
            .formatted(String.join("; ", reasons), present.isEmpty() ? "none" : present));
  }

  /// The one that an undo record names.
  Mechanism named(String name) throws InjectorException {
    return all.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InjectorException(Code.FAILED, "the undo record names no mechanism: " + name));
  }
}

package io.entropy.injectors.latency;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.netem.NetworkEmulator;
import io.entropy.injectors.latency.nfqueue.NfQueue;
import io.entropy.injectors.latency.toxiproxy.ProxiedDelay;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.value.ValueType;
import io.entropy.injectors.toxiproxy.ServerParameters;
import io.entropy.injectors.toxiproxy.ToxicLatency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All mechanisms there are, best first, and the choice among them.
final class Mechanisms {
  /// Of those that treat packets, best first.
  static final Parameter<String> METHOD = methods();

  static final String NOTES =
      """

      `method=netem` is the first choice where the kernel has it; `nfqueue` is for what is received
      only. An interface with a qdisc that isn't the kernel's own choice is left alone, and
      `direction=send` refused there; so it is while another process of Entropy has one there.

      Faults by netem that a packet meets compose, with each other and with a `rate`: delays add,
      each loses or corrupts its share, a rate holds for what is delayed. Each ends by itself. Of
      two that one emulator can't do at once, the one begun last treats the packet, and the other's
      event says how many went another way: two delays with `jitter`, `reorder` and another delay,
      two shares of a kind with `correlation`, two models of loss. `duplicate` composes with none
      by netem. At most 6 may meet, 15 in a container, and one that is being renewed counts twice;
      one more is made by nfqueue or refused.
      """;

  private final List<Mechanism> all;

  Mechanisms(List<Mechanism> all) {
    this.all = List.copyOf(all);
  }

  /// The same, and these.
  static Parameter<String> methods(String... more) {
    List<String> packets = List.of(NetworkEmulator.NAME, NfQueue.NAME);
    return Parameter.optional(
        "method",
        ValueType.choice(Stream.concat(packets.stream(), Stream.of(more)).toList()),
        "Only by this mechanism, instead of the best that can do it here.");
  }

  static Mechanisms of(FailureMode mode, InjectorContext context) {
    List<Mechanism> all =
        new ArrayList<>(List.of(new NetworkEmulator(mode, context), new NfQueue(mode, context)));
    if (mode.parameters().containsAll(ServerParameters.ALL)) {
      all.add(
          new ProxiedDelay(
              ToxicLatency.injector(mode, LatencyMode.TIME, LatencyMode.JITTER, context)));
    }
    return new Mechanisms(all);
  }

  /// The only one that may do it: what is named, or what a named proxy is for.
  static Optional<String> wanted(Parameters parameters) {
    return Optional.ofNullable(parameters.text().get(METHOD.name()))
        .or(() -> parameters.find(ServerParameters.PROXY).map(_ -> ProxiedDelay.NAME));
  }

  List<MechanismStatus> status() {
    return all.stream().map(Mechanism::status).toList();
  }

  /// The best that can do it to the target and that this host has; only the one that `method`
  /// names, when it does.
  ///
  /// @throws InjectorException `REFUSED` when none can do it, `UNSUPPORTED` when this host lacks
  ///   those that can; says of each why, and which the host has
  Mechanism choose(Impairment impairment, InjectionRequest request) throws InjectorException {
    Optional<String> wanted = wanted(request.parameters());
    List<String> reasons = new ArrayList<>();
    Code code = Code.REFUSED;
    for (Mechanism mechanism : all) {
      if (wanted.map(name -> !name.equals(mechanism.name())).orElse(mechanism.onlyWhenNamed())) {
        continue;
      }
      Optional<String> limit = mechanism.limit(impairment);
      boolean present = mechanism.status().getAvailable();
      if (limit.isEmpty() && present) {
        limit = mechanism.obstacle(request, impairment);
        if (limit.isEmpty()) {
          return mechanism;
        }
      } else if (limit.isEmpty()) {
        code = Code.UNSUPPORTED;
      }
      reasons.add(mechanism.name() + ": " + limit.orElse(mechanism.status().getDetail()));
    }
    throw new InjectorException(
        code, "%s; this host has: %s".formatted(String.join("; ", reasons), present()));
  }

  private String present() {
    String names =
        all.stream()
            .filter(m -> m.status().getAvailable())
            .map(Mechanism::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
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

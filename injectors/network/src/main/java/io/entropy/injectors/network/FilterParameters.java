package io.entropy.injectors.network;

import io.entropy.api.text.Ports;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.Endpoint;
import io.entropy.injectors.spi.mode.value.Protocol;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;
import java.util.stream.Stream;

/// The declaration of the filters, which mean the same in every network mode: [Filters] reads them.
public final class FilterParameters {
  public static final Parameter<List<Endpoint>> FROM =
      Parameter.optional(
          "from", ValueType.endpoints(), "Only packets with these source addresses.");
  public static final Parameter<List<Endpoint>> TO =
      Parameter.optional(
          "to", ValueType.endpoints(), "Only packets with these destination addresses.");
  public static final Parameter<Ports> SPORT =
      Parameter.optional("sport", ValueType.ports(), "Only TCP and UDP from these source ports.");
  public static final Parameter<Ports> DPORT =
      Parameter.optional(
          "dport", ValueType.ports(), "Only TCP and UDP to these destination ports.");
  public static final Parameter<List<Protocol>> PROTOCOL =
      Parameter.optional("protocol", ValueType.protocols(), "Only these protocols.");
  public static final Parameter<String> INTERFACE =
      Parameter.optional(
          "interface",
          ValueType.interfaceName(),
          "Only what this interface of the container carries.");

  private static final String HAVE_PORTS = "protocol=tcp or udp, which have ports";

  private FilterParameters() {}

  /// A mode's own parameters, and the filters behind them.
  public static List<Parameter<?>> after(Parameter<?>... own) {
    return Stream.concat(Stream.of(own), Stream.of(FROM, TO, SPORT, DPORT, PROTOCOL, INTERFACE))
        .toList();
  }

  /// What must hold across the filters, and a mode's own rules.
  public static List<Rule> rulesAnd(Rule... own) {
    return Stream.concat(
            Stream.of(own),
            Stream.of(
                Rule.given(SPORT, PROTOCOL, FilterParameters::hasPorts, HAVE_PORTS),
                Rule.given(DPORT, PROTOCOL, FilterParameters::hasPorts, HAVE_PORTS)))
        .toList();
  }

  private static boolean hasPorts(List<Protocol> protocols) {
    return !protocols.contains(Protocol.ICMP);
  }
}

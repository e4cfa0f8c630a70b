package io.entropy.injectors.latency;

import io.entropy.api.text.Percent;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;

/// The parameters of modes that do something to a share of the packets.
final class ShareParameters {
  static final Parameter<Percent> PERCENT =
      Parameter.required("percent", ValueType.percent(), "How many of the packets.");
  static final Parameter<Percent> CORRELATION =
      Parameter.withDefault(
          "correlation",
          ValueType.percent(),
          "0",
          "How much a packet's lot is like that of the one before.");
  static final Parameter<Way> DIRECTION =
      Parameter.withDefault(
          "direction",
          ValueType.choice(Way.class),
          "recv",
          "What the container receives, or what it sends.");

  static final String EXEMPT =
      """
      Loopback traffic, ARP and IPv6 neighbour discovery (ICMPv6 133–137) are never touched.
      As with netem, `correlation` changes the share: below a half it becomes smaller.
      """;

  private ShareParameters() {}
}

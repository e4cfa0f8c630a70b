package io.entropy.injectors.drop;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.Percent;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// The declarations of `recv_drop` and `send_drop`, which differ in nothing but the direction.
final class DropMode {
  static final Parameter<Percent> PERCENT =
      Parameter.withDefault(
          "percent",
          ValueType.percent(),
          "100",
          "How many of the packets are dropped, each by its own chance.");
  static final Parameter<Long> EVERY =
      Parameter.optional(
          "every",
          ValueType.count(new CountRange(1, 1_000_000)),
          "Drops exactly each n-th packet instead of a share.");
  private static final List<Rule> RULES = FilterParameters.rulesAnd(Rule.exclusive(PERCENT, EVERY));

  private static final String EXEMPT =
      """
      Loopback traffic, ARP and IPv6 neighbour discovery (ICMPv6 133–137) are never dropped.
      Containers that share a network namespace are one target; those on the host's network are refused.
      Docker's embedded DNS goes on answering for containers; names outside may time out, since the
      engine asks for those from within the container's network.
      """;

  static final FailureMode RECEIVE =
      mode(
          "recv_drop",
          List.of("loss", "packet_loss"),
          "Drops packets that the container receives.",
          EXEMPT);

  static final FailureMode SEND =
      mode(
          "send_drop",
          List.of(),
          "Drops packets that the container sends, as the network would: its sends don't fail.",
          EXEMPT
              + """
              Packets are dropped as they leave, before segmentation: with segmentation offload one
              TCP "packet" here can be up to 64 KiB, so `percent` is of those.
              """);

  private DropMode() {}

  private static FailureMode mode(String name, List<String> aliases, String summary, String notes) {
    return new FailureMode(
        name,
        aliases,
        summary,
        Layer.NETWORK,
        FilterParameters.after(PERCENT, EVERY),
        RULES,
        notes);
  }
}

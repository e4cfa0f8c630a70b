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
import java.util.stream.Stream;

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
  private static final List<Rule> RULES =
      FilterParameters.rulesAnd(
          Stream.concat(
                  Stream.of(
                      Rule.exclusive(PERCENT, EVERY),
                      Rule.exclusive(ModelParameters.MODEL, PERCENT),
                      Rule.exclusive(ModelParameters.MODEL, EVERY)),
                  ModelParameters.RULES.stream())
              .toArray(Rule[]::new));
  private static final Parameter<?>[] OWN =
      Stream.concat(Stream.of(PERCENT, EVERY), ModelParameters.ALL_OF_THEM.stream())
          .toArray(Parameter<?>[]::new);

  private static final String EXEMPT =
      """
      Loopback traffic, ARP and IPv6 neighbour discovery (ICMPv6 133–137) are never dropped.
      Containers that share a network namespace are one target; those on the host's network are refused.
      Docker's embedded DNS goes on answering for containers; names outside may time out, since the
      engine asks for those from within the container's network.
      """;

  private static final String MODELS =
      """

      `model=gemodel` is the Gilbert–Elliott model and `model=state` the four-state one, packet by
      packet as netem's `loss gemodel` and `loss state` follow them; tc-netem(8) tells of them, and
      its defaults hold. All their numbers are percentages. `h` and `k` say how many get through,
      where tc-netem takes 1-h and 1-k, how many don't. With `model=gemodel`, `p`/(`p`+`r`) of the
      packets find the bad state, which lasts for 100/`r` of them on average: `p=1 r=25` loses
      3.85 %, four in a row on average. Each fault begins in the good state, or in the gap.
      """;

  private static final String BY_QUEUE =
      """

      Entropy itself follows the model, by NFQUEUE (netem does where that isn't to be had). With
      segmentation offload one TCP "packet" between containers of a host can be up to 64 KiB there.
      """;

  private static final String BY_NETEM =
      """

      The kernel's netem follows the model, and where the kernel has none, `send_drop` is refused
      with one. Bursts aren't counted then, only packets.
      """;

  static final FailureMode RECEIVE =
      mode(
          "recv_drop",
          List.of("loss", "packet_loss"),
          "Drops packets that the container receives.",
          EXEMPT + MODELS + BY_QUEUE);

  static final FailureMode SEND =
      mode(
          "send_drop",
          List.of(),
          "Drops packets that the container sends, as the network would: its sends don't fail.",
          EXEMPT
              + """
              Packets are dropped as they leave, before segmentation: with segmentation offload one
              TCP "packet" here can be up to 64 KiB, so `percent` is of those.
              """
              + MODELS
              + BY_NETEM);

  private DropMode() {}

  private static FailureMode mode(String name, List<String> aliases, String summary, String notes) {
    return new FailureMode(
        name, aliases, summary, Layer.NETWORK, FilterParameters.after(OWN), RULES, notes);
  }
}

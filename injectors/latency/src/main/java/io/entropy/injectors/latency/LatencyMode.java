package io.entropy.injectors.latency;

import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Percent;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.latency.toxiproxy.ProxiedDelay;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import io.entropy.injectors.toxiproxy.ServerParameters;
import java.time.Duration;
import java.util.List;

/// The declaration of `latency`.
final class LatencyMode {
  /// What a queue of 65,536 packets holds at 1,000 a second.
  static final Duration LONGEST = Duration.ofSeconds(60);

  static final Parameter<Duration> TIME =
      Parameter.required(
          "time",
          ValueType.duration(DurationRange.between(Duration.ofNanos(1000), LONGEST)),
          "How much later packets come.");
  static final Parameter<Duration> JITTER =
      Parameter.withDefault(
          "jitter",
          ValueType.duration(DurationRange.between(Duration.ZERO, LONGEST)),
          "0s",
          "How far that varies from packet to packet.");
  static final Parameter<Percent> CORRELATION =
      Parameter.withDefault(
          "correlation",
          ValueType.percent(),
          "0",
          "How much a packet's delay is like that of the one before.");
  static final Parameter<Distribution> DISTRIBUTION =
      Parameter.withDefault(
          "distribution",
          ValueType.choice(Distribution.class),
          "uniform",
          "How the jitter spreads; normal: it's the standard deviation.");
  static final Parameter<String> REORDER =
      Parameter.withDefault(
          "reorder",
          ValueType.choice(List.of("true", "false")),
          "false",
          "Whether jitter may let packets overtake each other.");
  static final Parameter<Way> DIRECTION =
      Parameter.withDefault(
          "direction",
          ValueType.choice(Way.class),
          "recv",
          "What the container receives, or what it sends.");

  static final Parameter<String> METHOD = Mechanisms.methods(ProxiedDelay.NAME);

  static final FailureMode MODE =
      new FailureMode(
          "latency",
          List.of("delay"),
          "Delays packets.",
          Layer.NETWORK,
          ProxyParameters.after(
              FilterParameters.after(
                  TIME, JITTER, CORRELATION, DISTRIBUTION, REORDER, DIRECTION, METHOD)),
          ProxyParameters.rulesAnd(
              FilterParameters.rulesAnd(
                  Rule.atMost(JITTER, TIME),
                  varies(CORRELATION),
                  varies(DISTRIBUTION),
                  varies(REORDER))),
          """
          Loopback traffic, ARP and IPv6 neighbour discovery (ICMPv6 133–137) are never delayed.
          Without `reorder`, a packet waits for those before it: where packets follow each other
          faster than the jitter, their delay is near its upper end.
          By netem, jitter is at most 2147ms, and what is on its way when a fault ends comes in its
          time; a revert waits for that up to 0.7 s, and drops what is beyond.
          By nfqueue, two faults that delay the same packet add up. When a fault ends, what it
          holds goes on at once; when the agent is killed, what it holds is lost. It holds at most
          65,536 packets a network namespace; any beyond aren't delayed, and the event says how
          many. What it holds is lost when anyone removes a netfilter hook in that namespace, such
          as the last rules of another session of Entropy. Its distributions are netem's tables, and
          its delays as correlated as is asked; netem's own hardly are, since it looks them up by
          the lowest bits of its correlated numbers.

          `method=toxiproxy`, or a `proxy`, delays TCP connections through a Toxiproxy instead of
          packets, and knows no filters, `direction`, `correlation`, `distribution` and `reorder`.
          """
              + Mechanisms.NOTES
              + ServerParameters.NOTES);

  private LatencyMode() {}

  private static Rule varies(Parameter<?> parameter) {
    return new Rule(
        List.of(parameter.name(), JITTER.name()),
        "`%s` says how jitter varies, but there is none".formatted(parameter.name()),
        "a `jitter` above 0s",
        p -> !p.given(parameter) || !p.get(JITTER).isZero());
  }

  static Impairment read(Parameters parameters) {
    return new Delay(
        parameters.get(DIRECTION),
        parameters.get(TIME),
        parameters.get(JITTER),
        parameters.get(CORRELATION).fraction(),
        parameters.get(DISTRIBUTION),
        parameters.get(REORDER).equals("true"));
  }
}

package io.entropy.injectors.toxiproxy;

import static io.entropy.injectors.spi.mode.Parameter.required;
import static io.entropy.injectors.spi.mode.Parameter.withDefault;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.DurationRange;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The declarations of all modes that are toxics.
final class ToxicModes {
  private static final ValueType<Duration> WAIT =
      ValueType.duration(DurationRange.between(Duration.ZERO, Duration.ofHours(1)));
  private static final ValueType<Long> BYTES =
      ValueType.count(new CountRange(0, Integer.MAX_VALUE));

  private static final Parameter<String> RATE =
      required("rate", ValueType.text("RATE", Rate.EXPECTED), "The most a connection carries.");
  static final ToxicMode BANDWIDTH_MODE =
      mode(
          "bandwidth",
          "bandwidth",
          "Limits the rate of each TCP connection that goes through a Toxiproxy.",
          List.of(RATE),
          List.of(
              new Rule(
                  List.of("rate"),
                  "it isn't a rate that Toxiproxy can hold",
                  Rate.EXPECTED,
                  p -> p.find(RATE).flatMap(Rate::read).isPresent())),
          p -> Map.of("rate", Rate.read(p.get(RATE)).orElseThrow().kilobytes()),
          Verdicts::rate);

  private static final Parameter<Duration> DELAY =
      required("delay", WAIT, "How much later the end arrives.");
  static final ToxicMode SLOW_CLOSE_MODE =
      mode(
          "slow_close",
          "slow_close",
          "Delays the end of TCP connections that go through a Toxiproxy.",
          List.of(DELAY),
          List.of(),
          p -> Map.of("delay", p.get(DELAY).toMillis()),
          Verdicts::slowEnd);

  private static final Parameter<Duration> TIMEOUT =
      withDefault("timeout", WAIT, "0s", "After which the connection ends; 0s keeps it open.");
  static final ToxicMode TIMEOUT_MODE =
      mode(
          "timeout",
          "timeout",
          "Loses all data of connections that go through a Toxiproxy, then ends them.",
          List.of(TIMEOUT),
          List.of(),
          p -> Map.of("timeout", p.get(TIMEOUT).toMillis()),
          Verdicts::silence);

  private static final Parameter<Duration> RESET =
      withDefault("timeout", WAIT, "0s", "How long after its first data a connection is reset.");
  static final ToxicMode RESET_PEER_MODE =
      mode(
          "reset_peer",
          "reset_peer",
          "Resets TCP connections that go through a Toxiproxy.",
          List.of(RESET),
          List.of(),
          p -> Map.of("timeout", p.get(RESET).toMillis()),
          Verdicts::reset);

  private static final Parameter<Long> SIZE =
      required("average_size", ValueType.count(new CountRange(1, 1 << 20)), "Bytes of a piece.");
  private static final Parameter<Long> VARIATION =
      withDefault("size_variation", BYTES, "0", "Bytes by which a piece may be larger or smaller.");
  private static final Parameter<Duration> BETWEEN =
      withDefault(
          "delay",
          ValueType.duration(DurationRange.between(Duration.ZERO, Duration.ofMinutes(1))),
          "0s",
          "The wait before each piece, to the microsecond.");
  static final ToxicMode SLICER_MODE =
      mode(
          "slicer",
          "slicer",
          "Cuts the data of TCP connections that go through a Toxiproxy into small pieces.",
          List.of(SIZE, VARIATION, BETWEEN),
          List.of(Rule.atMost(VARIATION, SIZE)),
          p ->
              Map.of(
                  "average_size", p.get(SIZE),
                  "size_variation", p.get(VARIATION),
                  "delay", p.get(BETWEEN).toNanos() / 1000),
          Verdicts::pieces);

  private static final Parameter<Long> LIMIT =
      required("bytes", BYTES, "So many bytes get through.");
  static final ToxicMode LIMIT_DATA_MODE =
      mode(
          "limit_data",
          "limit_data",
          "Ends TCP connections that go through a Toxiproxy after so many bytes.",
          List.of(LIMIT),
          List.of(),
          p -> Map.of("bytes", p.get(LIMIT)),
          Verdicts::limit);

  static final List<ToxicMode> ALL =
      List.of(
          BANDWIDTH_MODE,
          SLOW_CLOSE_MODE,
          TIMEOUT_MODE,
          RESET_PEER_MODE,
          SLICER_MODE,
          LIMIT_DATA_MODE);

  private ToxicModes() {}

  private static ToxicMode mode(
      String name,
      String type,
      String summary,
      List<Parameter<?>> own,
      List<Rule> rules,
      Function<Parameters, Map<String, Long>> attributes,
      ToxicFidelity.Evidence evidence) {
    List<Parameter<?>> parameters = new ArrayList<>(own);
    parameters.addAll(ServerParameters.ALL);
    List<Rule> allRules = new ArrayList<>(rules);
    allRules.add(ServerParameters.SERVER_RULE);
    FailureMode mode =
        new FailureMode(
            name,
            List.of(),
            summary,
            Layer.CONTAINER,
            parameters,
            allRules,
            ServerParameters.NOTES);
    return new ToxicMode(mode, type, attributes, evidence);
  }
}

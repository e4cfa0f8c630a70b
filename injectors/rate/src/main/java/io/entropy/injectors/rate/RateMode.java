package io.entropy.injectors.rate;

import io.entropy.api.text.TextException;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// The declaration of `rate`.
final class RateMode {
  static final Parameter<String> RATE =
      Parameter.required(
          "rate",
          ValueType.text("RATE", Bandwidth.EXPECTED),
          "How much goes through: bit is bits a second, bps is bytes a second.");
  static final Parameter<String> BURST =
      Parameter.optional(
          "burst",
          ValueType.text("SIZE", ByteSize.EXPECTED),
          "How much may go at once after a pause; else what goes in 10 ms.");
  static final Parameter<Way> DIRECTION =
      Parameter.withDefault(
          "direction",
          ValueType.choice(Way.class),
          "recv",
          "What the container receives, or what it sends.");

  /// What a burst may be at most, in seconds of the rate: longer than any fault is useful.
  private static final int LONGEST_BURST = 60;

  static final FailureMode MODE =
      new FailureMode(
          "rate",
          List.of(),
          "Limits how much gets through a second.",
          Layer.NETWORK,
          FilterParameters.after(RATE, BURST, DIRECTION),
          FilterParameters.rulesAnd(
              reads(RATE, Bandwidth::read, Bandwidth.EXPECTED),
              reads(BURST, ByteSize::read, ByteSize.EXPECTED),
              new Rule(
                  List.of(BURST.name(), RATE.name()),
                  "`burst` is more than the rate lets through in a minute",
                  "a smaller `burst`",
                  RateMode::burstsBriefly)),
          """
          Loopback traffic, ARP and IPv6 neighbour discovery (ICMPv6 133–137) aren't limited.
          The rate is that of each interface by itself when the container sends, and of all
          together when it receives; `interface` names one. It counts whole Ethernet frames, as
          tc(8) does, so that of what TCP carries a few percent less gets through.
          More than gets through waits, up to half a second (at least 128 KiB); what is beyond
          that is lost, as at a slow link; a container that sends is held back as well, once the
          buffer of its socket is full. Of two rates that a packet meets, the one begun last
          limits it. With `latency` and others by netem it composes: what they delay has the rate as
          well, by itself where other packets don't meet them; what waits for that is counted in
          packets, of 512 bytes each. With `duplicate` by netem only the rate counts.
          An interface with a qdisc that isn't the kernel's own choice is left alone, and
          `direction=send` refused there; so it is while another process of Entropy has one there.
          What waits when the fault's lease is over still goes out at the rate, for half a second
          (at low rates, 128 KiB of it); a revert drops it. What is sent meanwhile overtakes it.
          """);

  private RateMode() {}

  private interface Reading {
    Object read(String text) throws TextException;
  }

  private static Rule reads(Parameter<String> parameter, Reading reading, String expected) {
    return new Rule(
        List.of(parameter.name()),
        "`%s` can't be read, or has no unit, or is out of range".formatted(parameter.name()),
        expected,
        p -> p.find(parameter).map(text -> isRead(reading, text)).orElse(true));
  }

  private static boolean isRead(Reading reading, String text) {
    try {
      var _ = reading.read(text);
      return true;
    } catch (TextException _) {
      return false;
    }
  }

  private static boolean burstsBriefly(Parameters parameters) {
    try {
      long rate = Bandwidth.read(parameters.get(RATE)).bytesPerSecond();
      return !parameters.given(BURST)
          || ByteSize.read(parameters.find(BURST).orElseThrow()).bytes() <= LONGEST_BURST * rate;
    } catch (TextException _) {
      return true; // the other rules say so
    }
  }
}

package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.api.v1.Target;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.latency.impairment.Way;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MechanismsTest {
  private static final Impairment RECEIVED = delay(Way.RECV);
  private static final Impairment SENT = delay(Way.SEND);

  private static Impairment delay(Way way) {
    return new Delay(way, Duration.ofSeconds(1), Duration.ZERO, 0, Distribution.UNIFORM, false);
  }

  /// A mechanism as far as the choice is concerned.
  private record Fake(String name, boolean present, boolean canSend, Optional<String> inTheWay)
      implements Mechanism {
    @Override
    public MechanismStatus status() {
      return MechanismStatus.newBuilder()
          .setName(name)
          .setAvailable(present)
          .setDetail(present ? "works" : "not in this kernel")
          .build();
    }

    @Override
    public Optional<String> limit(Impairment impairment) {
      return canSend || impairment.way() == Way.RECV
          ? Optional.empty()
          : Optional.of("receives only");
    }

    @Override
    public Optional<String> obstacle(InjectionRequest request, Impairment impairment) {
      return inTheWay;
    }

    @Override
    public Undo plan(InjectionRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Reverted revert(Undo undo) {
      throw new UnsupportedOperationException();
    }
  }

  private static Mechanisms withNetem(boolean present) {
    return withNetem(present, Optional.empty());
  }

  private static Mechanisms withNetem(boolean present, Optional<String> inTheWay) {
    return new Mechanisms(
        List.of(
            new Fake("netem", present, true, inTheWay),
            new Fake("nfqueue", true, false, Optional.empty())));
  }

  private static InjectionRequest request(String... method) {
    Map<String, String> given = new HashMap<>(Map.of("time", "1s"));
    List.of(method).forEach(m -> given.put("method", m));
    return new InjectionRequest("i", Target.getDefaultInstance(), LatencyMode.MODE.read(given));
  }

  private static InjectorException refused(
      Mechanisms mechanisms, Impairment impairment, String... method) {
    return catchThrowableOfType(
        InjectorException.class, () -> mechanisms.choose(impairment, request(method)));
  }

  @Test
  void theBestThatIsHereIsChosen() throws Exception {
    assertThat(withNetem(true).choose(RECEIVED, request()).name()).isEqualTo("netem");
    assertThat(withNetem(false).choose(RECEIVED, request()).name()).isEqualTo("nfqueue");
  }

  @Test
  void theOneThatIsWantedIsChosen() throws Exception {
    assertThat(withNetem(true).choose(RECEIVED, request("nfqueue")).name()).isEqualTo("nfqueue");
  }

  @Test
  void oneThatThisHostLacksIsRefusedWithWhatItHas() {
    InjectorException refusal = refused(withNetem(false), RECEIVED, "netem");
    assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
    assertThat(refusal).hasMessage("netem: not in this kernel; this host has: nfqueue");
  }

  @Test
  void whereNoneCanEachSaysWhy() {
    InjectorException refusal = refused(withNetem(false), SENT);
    assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
    assertThat(refusal)
        .hasMessage("netem: not in this kernel; nfqueue: receives only; this host has: nfqueue");
  }

  @Test
  void whatNoMechanismCanOnAnyHostIsRefused() {
    InjectorException refusal = refused(withNetem(true), SENT, "nfqueue");
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal).hasMessage("nfqueue: receives only; this host has: netem, nfqueue");
  }

  @Test
  void whatStandsInTheWayAtTheTargetLeavesItToTheNextOrIsSaid() throws Exception {
    Mechanisms hindered = withNetem(true, Optional.of("a qdisc is there"));
    assertThat(hindered.choose(RECEIVED, request()).name()).isEqualTo("nfqueue");
    InjectorException refusal = refused(hindered, SENT);
    assertThat(refusal.code()).isEqualTo(Code.REFUSED);
    assertThat(refusal)
        .hasMessage(
            "netem: a qdisc is there; nfqueue: receives only; this host has: netem, nfqueue");
  }
}

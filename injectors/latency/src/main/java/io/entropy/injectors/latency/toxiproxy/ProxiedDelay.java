package io.entropy.injectors.latency.toxiproxy;

import io.entropy.api.v1.MechanismStatus;
import io.entropy.injectors.latency.impairment.Distribution;
import io.entropy.injectors.latency.impairment.Impairment;
import io.entropy.injectors.latency.impairment.Impairment.Delay;
import io.entropy.injectors.latency.impairment.Mechanism;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The mechanism that has a Toxiproxy delay the data of connections that go through one of its
/// proxies: what it acts on isn't the container's packets, so it has to be named. Any thread.
public final class ProxiedDelay implements Mechanism {
  public static final String NAME = "toxiproxy";

  private final Injector toxics;

  /// @param toxics makes them
  public ProxiedDelay(Injector toxics) {
    this.toxics = toxics;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public MechanismStatus status() {
    return MechanismStatus.newBuilder()
        .setName(NAME)
        .setAvailable(true)
        .setDetail("connections through the `proxy` that is named can be delayed")
        .build();
  }

  @Override
  public boolean onlyWhenNamed() {
    return true;
  }

  @Override
  public Optional<String> limit(Impairment impairment) {
    if (!(impairment instanceof Delay delay)) {
      return Optional.of("carries data, not packets: it can only delay");
    }
    List<String> cannot = new ArrayList<>();
    if (delay.correlation() > 0) {
      cannot.add("`correlation`");
    }
    if (delay.distribution() != Distribution.UNIFORM) {
      cannot.add("another `distribution` than uniform");
    }
    if (delay.reorder()) {
      cannot.add("`reorder`");
    }
    if (!isWhole(delay.time()) || !isWhole(delay.jitter())) {
      cannot.add("parts of a millisecond");
    }
    return cannot.isEmpty()
        ? Optional.empty()
        : Optional.of("has no " + String.join(" and no ", cannot));
  }

  private static boolean isWhole(Duration time) {
    return time.toNanosPart() % 1_000_000 == 0;
  }

  @Override
  public Undo plan(InjectionRequest request) throws InjectorException {
    return toxics.plan(request);
  }

  @Override
  public ActiveFault apply(InjectionRequest request, Undo undo, Impairment impairment)
      throws InjectorException {
    return toxics.apply(request, undo);
  }

  @Override
  public Reverted revert(Undo undo) throws InjectorException {
    return toxics.revert(undo);
  }
}

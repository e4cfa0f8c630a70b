package io.entropy.injectors.spi.fake;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.Percent;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// An injector of the mode `fake_drop` (alias `fake_loss`), whose faults live in [FakeFaults].
public final class FakeInjectorProvider implements InjectorProvider {
  public static final Parameter<Percent> PERCENT =
      Parameter.withDefault("percent", ValueType.percent(), "100", "share of packets lost");
  public static final Parameter<Long> EVERY =
      Parameter.optional("every", ValueType.count(CountRange.positive()), "each n-th packet lost");

  private static final FailureMode MODE =
      new FailureMode(
          "fake_drop",
          List.of("fake_loss"),
          "Loses packets that were never there",
          FailureMode.Layer.NETWORK,
          List.of(PERCENT, EVERY),
          List.of(Rule.exclusive(PERCENT, EVERY)),
          "");

  /// One of the same kind that is over once it's done.
  public static final FailureMode INSTANT =
      new FailureMode(
          "fake_kill",
          List.of(),
          "Ends what never ran",
          FailureMode.Layer.CONTAINER,
          List.of(),
          List.of(),
          "",
          FailureMode.Span.INSTANT);

  private final FailureMode mode;
  private final FakeFaults faults;

  public FakeInjectorProvider(FakeFaults faults) {
    this(MODE, faults);
  }

  /// The same with another declaration, for tests of several modes.
  public FakeInjectorProvider(FailureMode mode, FakeFaults faults) {
    this.mode = mode;
    this.faults = faults;
  }

  @Override
  public FailureMode mode() {
    return mode;
  }

  @Override
  public Injector open(InjectorContext context) {
    return new FakeInjector(mode.name(), context.session(), faults);
  }
}

package io.entropy.server;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// One declared mode; a manager opens no injector.
final class TestModes {
  static final FailureModes MODES = FailureModes.of(List.of(new Declared()));

  private TestModes() {}

  private record Declared() implements InjectorProvider {
    @Override
    public FailureMode mode() {
      return new FailureMode(
          "test_drop",
          List.of(),
          "A mode of this test.",
          Layer.CONTAINER,
          List.of(Parameter.withDefault("percent", ValueType.percent(), "100", "How much.")),
          List.of(),
          "",
          Span.LASTING);
    }

    @Override
    public Injector open(InjectorContext context) {
      throw new UnsupportedOperationException("a manager opens no injector");
    }
  }
}

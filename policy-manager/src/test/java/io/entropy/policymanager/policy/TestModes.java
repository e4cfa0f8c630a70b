package io.entropy.policymanager.policy;

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

/// Declared modes, one a layer and one that is instant; their injectors are never opened here.
final class TestModes {
  static final FailureModes MODES =
      FailureModes.of(
          List.of(
              new Declared("test_drop", Layer.NETWORK, Span.LASTING),
              new Declared("test_pause", Layer.CONTAINER, Span.LASTING),
              new Declared("test_kill", Layer.CONTAINER, Span.INSTANT)));

  private TestModes() {}

  private record Declared(String name, Layer layer, Span span) implements InjectorProvider {
    @Override
    public FailureMode mode() {
      return new FailureMode(
          name,
          List.of(name + "_alias"),
          "A mode of this test.",
          layer,
          List.of(Parameter.withDefault("percent", ValueType.percent(), "100", "How much.")),
          List.of(),
          "",
          span);
    }

    @Override
    public Injector open(InjectorContext context) {
      throw new UnsupportedOperationException("the policy manager opens no injector");
    }
  }
}

package io.entropy.injectors.spi;

import io.entropy.injectors.spi.mode.FailureMode;

/// How an injector is found (`META-INF/services`) and opened. Creating one and reading its mode
/// loads no native code.
public interface InjectorProvider {

  FailureMode mode();

  Injector open(InjectorContext context);
}

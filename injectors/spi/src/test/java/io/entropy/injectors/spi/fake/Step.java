package io.entropy.injectors.spi.fake;

/// The calls that a [FakeInjectorProvider]'s injector answers, records, and can be told to fail.
public enum Step {
  PLAN,
  APPLY,
  RELEASE,
  TAKE_OVER,
  REFRESH,
  VERIFY,
  END,
  OBSERVE,
  REVERT
}

package io.entropy.injectors.spi.fake;

import io.entropy.injectors.spi.contract.FakeInjectorContract;

/// The fake injector that other modules test with keeps the contract (extended from another
/// package, as injectors do).
class FakeInjectorTest extends FakeInjectorContract {}

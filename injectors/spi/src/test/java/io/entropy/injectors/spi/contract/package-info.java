/// The contract that every injector keeps, as tests to extend:
/// [io.entropy.injectors.spi.contract.InjectorContract].
@NullMarked
package io.entropy.injectors.spi.contract;

import org.jspecify.annotations.NullMarked;

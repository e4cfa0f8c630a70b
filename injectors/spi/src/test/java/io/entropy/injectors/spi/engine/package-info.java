/// Real containers for integration tests of injectors: made through the `docker` command, labelled,
/// and removed with everything else that a test made. Classes that run at the same time have one in
/// common: [io.entropy.injectors.spi.engine.SharedEngine].
@NullMarked
package io.entropy.injectors.spi.engine;

import org.jspecify.annotations.NullMarked;

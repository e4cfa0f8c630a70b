/// Real containers for integration tests of injectors: made through the `docker` command, labelled,
/// and removed with everything else that a test made. Used by one test class at a time.
@NullMarked
package io.entropy.injectors.spi.engine;

import org.jspecify.annotations.NullMarked;

/// Faults of TCP connections that go through a Toxiproxy.
@NullMarked
package io.entropy.injectors.toxiproxy;

import org.jspecify.annotations.NullMarked;

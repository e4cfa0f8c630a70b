/// The mechanism that has a Toxiproxy delay connections. Any thread; what makes its toxics is
/// [io.entropy.injectors.toxiproxy.ToxicLatency].
@NullMarked
package io.entropy.injectors.latency.toxiproxy;

import org.jspecify.annotations.NullMarked;

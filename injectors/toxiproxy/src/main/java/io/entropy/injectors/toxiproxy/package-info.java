/// Toxics of a Toxiproxy server as failure modes: they need no privileges, and act on connections
/// that go through one of its proxies.
///
/// [io.entropy.injectors.toxiproxy.ToxicModes] declares all but the delay, which is a mechanism of
/// `latency` ([io.entropy.injectors.toxiproxy.ToxicLatency]). A fault's lease is kept by the server
/// itself when that is Entropy's own (`entropy proxy`:
/// [io.entropy.injectors.toxiproxy.LeasedToxic]); Shopify's knows none, so there a watchdog makes
/// and ends the toxic ([io.entropy.injectors.toxiproxy.WatchedToxic]). Any thread; calls block on
/// HTTP. Read [io.entropy.injectors.toxiproxy.ToxicInjector] first.
@NullMarked
package io.entropy.injectors.toxiproxy;

import org.jspecify.annotations.NullMarked;

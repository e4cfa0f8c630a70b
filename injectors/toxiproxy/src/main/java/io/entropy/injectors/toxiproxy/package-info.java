/// Toxics of a Toxiproxy server as failure modes: they need no privileges, and act on connections
/// that go through one of its proxies.
///
/// [io.entropy.injectors.toxiproxy.ToxicModes] declares them all;
/// [io.entropy.injectors.toxiproxy.ToxicFault] makes one. A fault's lease is kept by the server
/// itself when that is Entropy's own (`entropy proxy`); Shopify's knows none, and is refused unless
/// asked for with `lease=none`. Any thread; calls block on HTTP.
@NullMarked
package io.entropy.injectors.toxiproxy;

import org.jspecify.annotations.NullMarked;

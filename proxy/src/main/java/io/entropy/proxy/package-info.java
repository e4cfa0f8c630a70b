/// A TCP proxy that makes connections bad on request, speaking the HTTP API of Toxiproxy 2.
///
/// Connections belong to Netty: both channels of a [io.entropy.proxy.Session] are on one event
/// loop, so a session, its links and their lanes need no locks. The HTTP API runs on virtual
/// threads; what it changes ([io.entropy.proxy.Toxics], [io.entropy.proxy.Proxies]) locks for
/// itself and is carried to each event loop as a task.
///
/// Read [io.entropy.proxy.ProxyServer] first, then [io.entropy.proxy.Session] for the path of a
/// byte, and [io.entropy.proxy.Effect] for what a toxic is. A new toxic is one record that is an
/// [io.entropy.proxy.Attributes] and a line in [io.entropy.proxy.ToxicType].
@NullMarked
package io.entropy.proxy;

import org.jspecify.annotations.NullMarked;

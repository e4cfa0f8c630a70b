/// Packet loss by nftables: `recv_drop` on the input hook, `send_drop` on the egress hook of each
/// device.
///
/// [io.entropy.injectors.drop.DropMode] declares both; [io.entropy.injectors.drop.DropInjector]
/// makes them. Injections on different targets come from different threads; the plan of a namespace
/// locks for itself.
@NullMarked
package io.entropy.injectors.drop;

import org.jspecify.annotations.NullMarked;

/// Packets that the kernel queues for us (NFQUEUE, `linux/netfilter/nfnetlink_queue.h`) and that we
/// let go on when their time has come, or lose.
///
/// A fault whose action is [io.entropy.injectors.kernel.fault.Action.Queue] has its packets held in
/// the [PacketQueue] of its namespace, in a [Lane] of its own. Each queue is served by one platform
/// thread, which owns everything in it; other threads hand it tasks. That thread allocates nothing
/// for a packet, since a garbage collection would add to the delay.
///
/// When the process dies, the kernel loses what is held and lets new packets through at once; when
/// it's stopped, what is held waits for it, and new packets pass once the fault's lease is over.
/// Whenever any netfilter hook of the namespace goes away, whoever it belongs to, the kernel loses
/// all that is held there.
///
/// Read [PacketQueue] first.
@NullMarked
package io.entropy.injectors.kernel.queue;

import org.jspecify.annotations.NullMarked;

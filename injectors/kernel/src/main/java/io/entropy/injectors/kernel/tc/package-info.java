/// Traffic control spoken directly over rtnetlink: queueing disciplines, their classes, and the ifb
/// devices that stand in for what is received. Numbers are those of `linux/rtnetlink.h` and
/// `linux/pkt_sched.h`; tc(8) shows all of it.
///
/// A [SessionTree] is an HTB of ours at a device: inert, since packets go by it unless a rule
/// behind a lease gives them one of its classes ([io.entropy.injectors.kernel.fault.Action.Steer]).
/// A class has a queue ([Limit]) or the network emulator ([Netem]), which is read back to see
/// whether the kernel has what was asked for.
///
/// The kernel is the only place where it's kept: [Shaping] reads what is there before each change,
/// so that any process can undo. Sockets are opened for one operation, so none keeps a namespace
/// alive.
///
/// Any thread; changes of one process follow each other. Read [Shaping] first.
@NullMarked
package io.entropy.injectors.kernel.tc;

import org.jspecify.annotations.NullMarked;

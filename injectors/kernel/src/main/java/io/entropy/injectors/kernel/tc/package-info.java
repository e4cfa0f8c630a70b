/// Traffic control spoken directly over rtnetlink: queueing disciplines, their classes, and the ifb
/// devices that stand in for what is received. Numbers are those of `linux/rtnetlink.h` and
/// `linux/pkt_sched.h`; tc(8) shows all of it.
///
/// A [SessionTree] is an HTB of ours at a device: inert, since packets go by it unless a rule
/// behind a lease gives them one of its classes ([io.entropy.injectors.kernel.fault.Action.Steer]).
/// A class has a rate ([Limit]), the network emulator ([Netem]) or both. The emulator is read back
/// to see whether the kernel has what was asked for. There is a class for each set of faults that
/// packets may meet ([Lanes], [Combination]).
///
/// Which faults those are is known to their process only. What is there is read from the kernel
/// before each change, and any process can undo all of a session that has ended. Sockets are opened
/// for one operation, so none keeps a namespace alive.
///
/// Any thread; changes of one process follow each other. Read [Shaping] first.
@NullMarked
package io.entropy.injectors.kernel.tc;

import org.jspecify.annotations.NullMarked;

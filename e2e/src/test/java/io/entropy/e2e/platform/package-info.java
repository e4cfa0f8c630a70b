/// A manager, an agent and the commands of a user, each a process of the real command line, on a
/// real engine: what one process of the three does to the others. Traffic and the kernel's tables
/// are looked at by means that share nothing with them. One thread. Read
/// [io.entropy.e2e.platform.ManagerLossIT] first.
@NullMarked
package io.entropy.e2e.platform;

import org.jspecify.annotations.NullMarked;

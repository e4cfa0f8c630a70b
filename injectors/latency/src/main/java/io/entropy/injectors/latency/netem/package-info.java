/// Impairments made by the kernel's network emulator, of what is received and of what is sent,
/// where the kernel has it. Thread-safe; the kernel does the work. Read
/// [io.entropy.injectors.latency.netem.NetworkEmulator] first.
@NullMarked
package io.entropy.injectors.latency.netem;

import org.jspecify.annotations.NullMarked;

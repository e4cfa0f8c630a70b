/// What Entropy asks of the Linux kernel, with no subprocess and no native library.
///
/// Linux on x86-64 or aarch64, as root or with CAP_NET_ADMIN and CAP_SYS_ADMIN, and
/// `--enable-native-access`. Knows nothing of injections, targets or policies. Read
/// [io.entropy.injectors.kernel.fault.NamespacePlan] first; [Kernel] prepares a cold JVM.
@NullMarked
package io.entropy.injectors.kernel;

import org.jspecify.annotations.NullMarked;

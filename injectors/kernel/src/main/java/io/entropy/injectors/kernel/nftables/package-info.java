/// nf_tables spoken directly over netlink: no `nft` program, no native library.
///
/// Changes are written into a [Batch], which the kernel applies whole or not at all, and which
/// costs one system call. Reads parse what we need and no more. Numbers are those of
/// `linux/netfilter/nf_tables.h`; what a rule's expressions mean is in nft(8).
///
/// Thread model: [NfTables] is thread-safe (one exchange at a time); a batch belongs to its thread.
/// Read [NfTables] first, then [Batch] and [RuleWriter].
@NullMarked
package io.entropy.injectors.kernel.nftables;

import org.jspecify.annotations.NullMarked;

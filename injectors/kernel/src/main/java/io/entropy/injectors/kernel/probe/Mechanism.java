package io.entropy.injectors.kernel.probe;

/// Something of the kernel that faults are built on.
public enum Mechanism {
  /// Making rules at all: CAP_NET_ADMIN and CAP_SYS_ADMIN, and nf_tables in the kernel.
  NF_TABLES,
  /// Faults that the kernel ends when nobody renews them.
  LEASES,
  /// Losing a share of the packets.
  RANDOM_LOSS,
  /// Faults that vanish with their process; without it they end with their leases only.
  OWNER_TABLES,
  /// Losing packets on their way out without the sender's calls failing.
  EGRESS_HOOK,
  /// Losing packets on their way out so that TCP takes it for loss in the network; without it, TCP
  /// takes it for congestion of the host and retries at once.
  SILENT_EGRESS_LOSS
}

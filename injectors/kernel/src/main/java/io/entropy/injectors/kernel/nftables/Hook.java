package io.entropy.injectors.kernel.nftables;

/// Where a base chain is attached: the hook's number, its priority, and the device for those of the
/// netdev family (empty for others).
public record Hook(int number, int priority, String device) {
  static final int ACCEPT = 1;

  private static final int INET_PRE_ROUTING = 0;
  private static final int INET_LOCAL_IN = 1;
  private static final int NETDEV_INGRESS = 0;
  private static final int NETDEV_EGRESS = 1;

  /// Packets that reach this namespace, before it is decided where they go, of the inet family.
  public static Hook prerouting(int priority) {
    return new Hook(INET_PRE_ROUTING, priority, "");
  }

  /// Packets delivered to this namespace, of the inet family.
  public static Hook input(int priority) {
    return new Hook(INET_LOCAL_IN, priority, "");
  }

  /// Packets arriving by one device, of the netdev family.
  public static Hook ingress(String device, int priority) {
    return new Hook(NETDEV_INGRESS, priority, device);
  }

  /// Packets leaving by one device, of the netdev family (Linux ≥ 5.16).
  public static Hook egress(String device, int priority) {
    return new Hook(NETDEV_EGRESS, priority, device);
  }
}

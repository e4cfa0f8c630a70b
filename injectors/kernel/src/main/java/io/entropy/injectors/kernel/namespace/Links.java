package io.entropy.injectors.kernel.namespace;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import java.util.ArrayList;
import java.util.List;

/// The network interfaces of one namespace, listed over an rtnetlink socket that stays bound to it.
///
/// Thread-safe. Must be closed when the container dies: the socket keeps its namespace alive.
public final class Links implements AutoCloseable {
  private static final int NETLINK_ROUTE = 0;
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_GETLINK = 18;
  private static final int IFLA_IFNAME = 3;
  private static final int IFF_LOOPBACK = 0x8;

  /// `struct ifinfomsg`: family, padding, type, index, flags, change mask.
  private static final int HEADER = 16;

  private static final int FLAGS_OFFSET = 8;

  private final NetlinkSocket socket;

  private Links(NetlinkSocket socket) {
    this.socket = socket;
  }

  /// Opens the socket inside the namespace.
  public static Links open(NetworkNamespace namespace) {
    return new Links(namespace.enter(() -> NetlinkSocket.open(NETLINK_ROUTE)));
  }

  /// The names of all interfaces but loopback, in the kernel's order.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter writer = buffers.writer();
      writer.start(RTM_GETLINK, Message.REQUEST | Message.DUMP, socket.nextSequence());
      writer.zeros(HEADER).finish();
      for (Message link : socket.dump("list interfaces", buffers)) {
        if (link.type() == RTM_NEWLINK && (link.intAt(FLAGS_OFFSET) & IFF_LOOPBACK) == 0) {
          names.add(name(link));
        }
      }
    }
    return names;
  }

  private static String name(Message link) {
    AttributeReader attributes = link.attributes(HEADER);
    while (attributes.next()) {
      if (attributes.type() == IFLA_IFNAME) {
        return attributes.text();
      }
    }
    return "";
  }

  @Override
  public void close() {
    socket.close();
  }
}

package io.entropy.injectors.kernel.namespace;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The network interfaces of one namespace, listed over an rtnetlink socket that stays bound to it.
///
/// Thread-safe. Must be closed when the container dies: the socket keeps its namespace alive.
public final class Links implements AutoCloseable {
  private static final int NETLINK_ROUTE = 0;
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_GETLINK = 18;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
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

  /// The names of all interfaces but loopback and ifbs (which neither send nor receive, but hand on
  /// what others do), in the kernel's order.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter writer = buffers.writer();
      writer.start(RTM_GETLINK, Message.REQUEST | Message.DUMP, socket.nextSequence());
      writer.zeros(HEADER).finish();
      for (Message link : socket.dump("list interfaces", buffers)) {
        if (link.type() == RTM_NEWLINK && (link.intAt(FLAGS_OFFSET) & IFF_LOOPBACK) == 0) {
          name(link).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private static Optional<String> name(Message link) {
    String name = "";
    AttributeReader attributes = link.attributes(HEADER);
    while (attributes.next()) {
      if (attributes.type() == IFLA_IFNAME) {
        name = attributes.text();
      } else if (attributes.type() == IFLA_LINKINFO && kind(attributes.nested()).equals("ifb")) {
        return Optional.empty();
      }
    }
    return Optional.of(name);
  }

  private static String kind(AttributeReader information) {
    while (information.next()) {
      if (information.type() == IFLA_INFO_KIND) {
        return information.text();
      }
    }
    return "";
  }

  @Override
  public void close() {
    socket.close();
  }
}

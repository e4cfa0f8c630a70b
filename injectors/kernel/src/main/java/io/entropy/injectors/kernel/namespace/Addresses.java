package io.entropy.injectors.kernel.namespace;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import java.util.ArrayList;
import java.util.List;

/// The IP addresses of one namespace's interfaces, listed over an rtnetlink socket that stays bound
/// to it.
///
/// Thread-safe. Must be closed when the container dies: the socket keeps its namespace alive.
public final class Addresses implements AutoCloseable {
  private static final int NETLINK_ROUTE = 0;
  private static final int RTM_NEWADDR = 20;
  private static final int RTM_GETADDR = 22;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;

  /// `struct ifaddrmsg`: family, prefix length, flags, scope, index.
  private static final int HEADER = 8;

  private final NetlinkSocket socket;

  private Addresses(NetlinkSocket socket) {
    this.socket = socket;
  }

  /// In the calling thread's own namespace.
  public static Addresses openHere() {
    return new Addresses(NetlinkSocket.open(NETLINK_ROUTE));
  }

  /// All of them as they stand in packets.
  public List<byte[]> list() {
    List<byte[]> all = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter writer = buffers.writer();
      writer.start(RTM_GETADDR, Message.REQUEST | Message.DUMP, socket.nextSequence());
      writer.zeros(HEADER).finish();
      for (Message address : socket.dump("list addresses", buffers)) {
        if (address.type() == RTM_NEWADDR) {
          all.add(own(address));
        }
      }
    }
    return all;
  }

  /// Over a link of two ends, `IFA_ADDRESS` is the other's.
  private static byte[] own(Message address) {
    byte[] own = {};
    AttributeReader attributes = address.attributes(HEADER);
    while (attributes.next()) {
      if (attributes.type() == IFA_LOCAL || (attributes.type() == IFA_ADDRESS && own.length == 0)) {
        own = attributes.bytes();
      }
    }
    return own;
  }

  @Override
  public void close() {
    socket.close();
  }
}

package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The interfaces of one namespace, and our ifb among them. One thread.
final class Devices {
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_DELLINK = 17;
  private static final int RTM_GETLINK = 18;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_TXQLEN = 13;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_NUM_TX_QUEUES = 31;
  private static final int AF_INET6 = 10;
  private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
  private static final byte ADDR_GEN_MODE_NONE = 1;
  private static final int IFF_UP = 0x1;
  private static final int IFF_LOOPBACK = 0x8;

  /// `struct ifinfomsg`: family, padding, type, index, flags, change mask.
  private static final int HEADER = 16;

  private final RouteSocket socket;

  Devices(RouteSocket socket) {
    this.socket = socket;
  }

  List<Device> list() {
    List<Device> devices = new ArrayList<>();
    for (Message link : socket.dump("list interfaces", RTM_GETLINK, out -> out.zeros(HEADER))) {
      if (link.type() == RTM_NEWLINK) {
        devices.add(device(link));
      }
    }
    return devices;
  }

  private static Device device(Message link) {
    String name = "";
    String kind = "";
    AttributeReader attributes = link.attributes(HEADER);
    while (attributes.next()) {
      if (attributes.type() == IFLA_IFNAME) {
        name = attributes.text();
      } else if (attributes.type() == IFLA_LINKINFO) {
        AttributeReader information = attributes.nested();
        while (information.next()) {
          if (information.type() == IFLA_INFO_KIND) {
            kind = information.text();
          }
        }
      }
    }
    return new Device(link.intAt(4), name, kind, (link.intAt(8) & IFF_LOOPBACK) != 0);
  }

  Optional<Device> findIfb(String name) {
    return list().stream()
        .filter(d -> d.name().equals(name) && d.kind().equals(Device.IFB))
        .findFirst();
  }

  /// An ifb that is up and has no address, not even one that IPv6 would give it.
  Device addIfb(String name) {
    socket.change(
        "add ifb " + name,
        RTM_NEWLINK,
        Message.CREATE | Message.EXCLUSIVE,
        out ->
            header(out, 0, 0)
                .text(IFLA_IFNAME, name)
                .raw32(IFLA_TXQLEN, Qdiscs.DIRECT_PACKETS)
                .raw32(IFLA_NUM_TX_QUEUES, 1)
                .nest(IFLA_LINKINFO)
                .text(IFLA_INFO_KIND, Device.IFB)
                .end());
    Device ifb = findIfb(name).orElseThrow();
    try {
      socket.change("forbid addresses of " + name, RTM_NEWLINK, 0, out -> withoutAddress(out, ifb));
    } catch (KernelException e) {
      if (e.errno() != Errno.EAFNOSUPPORT && e.errno() != Errno.EINVAL) {
        throw e;
      } // a kernel or a container without IPv6
    }
    socket.change("start " + name, RTM_NEWLINK, 0, out -> header(out, ifb.index(), IFF_UP));
    return ifb;
  }

  private static void withoutAddress(MessageWriter out, Device ifb) {
    header(out, ifb.index(), 0)
        .nest(IFLA_AF_SPEC)
        .nest(AF_INET6)
        .bytes(IFLA_INET6_ADDR_GEN_MODE, new byte[] {ADDR_GEN_MODE_NONE})
        .end()
        .end();
  }

  void delete(Device device) {
    socket.change("delete " + device.name(), RTM_DELLINK, 0, out -> header(out, device.index(), 0));
  }

  private static MessageWriter header(MessageWriter out, int index, int flags) {
    out.zeros(4);
    return Native.put(out, index, flags, flags);
  }
}

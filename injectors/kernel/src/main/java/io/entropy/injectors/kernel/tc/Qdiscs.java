package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The queueing disciplines of one namespace. One thread.
final class Qdiscs {
  /// How many packets without a class may wait, which they only do while the device doesn't take
  /// them.
  static final int DIRECT_PACKETS = 1000;

  static final int TCA_KIND = 1;
  static final int TCA_OPTIONS = 2;

  private static final int RTM_NEWQDISC = 36;
  private static final int RTM_DELQDISC = 37;
  private static final int RTM_GETQDISC = 38;
  private static final int TCA_HTB_INIT = 2;
  private static final int TCA_HTB_DIRECT_QLEN = 5;
  private static final int HTB_VERSION = 3;
  private static final int HTB_RATE_TO_QUANTUM = 10;

  /// `struct tcmsg`: family and padding, device, handle, parent, information.
  static final int HEADER = 20;

  private final RouteSocket socket;

  Qdiscs(RouteSocket socket) {
    this.socket = socket;
  }

  static MessageWriter header(MessageWriter out, int device, int handle, int parent) {
    return Native.put(out, 0, device, handle, parent, 0);
  }

  List<Qdisc> list() {
    List<Qdisc> found = new ArrayList<>();
    for (Message message : socket.dump("list qdiscs", RTM_GETQDISC, out -> header(out, 0, 0, 0))) {
      if (message.type() == RTM_NEWQDISC) {
        found.add(qdisc(message));
      }
    }
    return found;
  }

  private static Qdisc qdisc(Message message) {
    String kind = "";
    int defaultClass = 0;
    Optional<Netem> netem = Optional.empty();
    AttributeReader attributes = message.attributes(HEADER);
    while (attributes.next()) {
      if (attributes.type() == TCA_KIND) {
        kind = attributes.text();
      } else if (attributes.type() == TCA_OPTIONS && kind.equals(Qdisc.HTB)) {
        defaultClass = defaultClass(attributes.nested());
      } else if (attributes.type() == TCA_OPTIONS && kind.equals(Qdisc.NETEM)) {
        netem = Optional.of(NetemOptions.read(attributes));
      }
    }
    return new Qdisc(
        message.intAt(4),
        kind,
        message.intAt(8),
        message.intAt(12),
        defaultClass,
        netem,
        ClassReading.read(message.attributes(HEADER)));
  }

  private static int defaultClass(AttributeReader options) {
    while (options.next()) {
      if (options.type() == TCA_HTB_INIT) {
        // struct tc_htb_glob: version, rate2quantum, defcls, debug, direct_pkts
        return Native.read(options.bytes()).getInt(8);
      }
    }
    return 0;
  }

  /// Puts the session's HTB at a device, instead of the kernel's choice only.
  void addTree(Device device, SessionTree tree) {
    socket.change(
        "add qdisc htb at " + device.name(),
        RTM_NEWQDISC,
        Message.CREATE | Message.EXCLUSIVE,
        out ->
            header(out, device.index(), tree.handle(), Qdisc.ROOT)
                .text(TCA_KIND, Qdisc.HTB)
                .nest(TCA_OPTIONS)
                .bytes(
                    TCA_HTB_INIT, Native.bytes(HTB_VERSION, HTB_RATE_TO_QUANTUM, tree.mark(), 0, 0))
                .raw32(TCA_HTB_DIRECT_QLEN, DIRECT_PACKETS)
                .end());
  }

  /// Gives a class a queue of so many bytes.
  void addQueue(Device device, int parent, long bytes) {
    socket.change(
        "add qdisc bfifo at " + device.name(),
        RTM_NEWQDISC,
        Message.CREATE | Message.EXCLUSIVE,
        out ->
            header(out, device.index(), 0, parent)
                .text(TCA_KIND, "bfifo")
                .raw32(TCA_OPTIONS, (int) Math.min(bytes, Integer.MAX_VALUE)));
  }

  /// Has the network emulator treat what goes through a class.
  ///
  /// @param packets how many it may hold
  void addNetem(Device device, int parent, Netem netem, int packets) {
    socket.change(
        "add qdisc netem at " + device.name(),
        RTM_NEWQDISC,
        Message.CREATE | Message.EXCLUSIVE,
        out ->
            NetemOptions.write(
                header(out, device.index(), 0, parent).text(TCA_KIND, Qdisc.NETEM),
                TCA_OPTIONS,
                netem,
                packets));
  }

  /// Takes it away from its class, with what waits in it.
  void delete(Qdisc qdisc) {
    socket.change(
        "delete qdisc " + qdisc.kind(),
        RTM_DELQDISC,
        0,
        out -> header(out, qdisc.device(), qdisc.handle(), qdisc.parent()));
  }

  /// Takes our HTB away with all its classes; the kernel puts its own choice back.
  void deleteTree(int device, SessionTree tree) {
    socket.change(
        "delete qdisc " + tree.handleText(),
        RTM_DELQDISC,
        0,
        out -> header(out, device, tree.handle(), Qdisc.ROOT));
  }
}

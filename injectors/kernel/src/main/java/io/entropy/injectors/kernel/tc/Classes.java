package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.netlink.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The classes of HTBs in one namespace. One thread.
final class Classes {
  private static final int RTM_NEWTCLASS = 40;
  private static final int RTM_DELTCLASS = 41;
  private static final int RTM_GETTCLASS = 42;
  private static final int TCA_HTB_PARMS = 1;
  private static final int TCA_HTB_RATE64 = 6;
  private static final int TCA_HTB_CEIL64 = 7;
  private static final byte LINKLAYER_ETHERNET = 1;

  /// What a class sends before it's another one's turn.
  private static final int QUANTUM = 16 << 10;

  private final RouteSocket socket;

  Classes(RouteSocket socket) {
    this.socket = socket;
  }

  void add(Device device, SessionTree tree, int id, Limit limit) {
    byte[] rate = Native.wide(limit.rate());
    socket.change(
        "add class %s%x at %s".formatted(tree.handleText(), id & 0xffff, device.name()),
        RTM_NEWTCLASS,
        Message.CREATE | Message.EXCLUSIVE,
        out ->
            Qdiscs.header(out, device.index(), id, tree.handle())
                .text(Qdiscs.TCA_KIND, Qdisc.HTB)
                .nest(Qdiscs.TCA_OPTIONS)
                .bytes(TCA_HTB_PARMS, parameters(limit))
                .bytes(TCA_HTB_RATE64, rate)
                .bytes(TCA_HTB_CEIL64, rate)
                .end());
  }

  /// `struct tc_htb_opt`: two `tc_ratespec`, buffer, cbuffer, quantum, level, prio.
  private static byte[] parameters(Limit limit) {
    ByteBuffer out = ByteBuffer.allocate(44).order(ByteOrder.nativeOrder());
    for (int i = 0; i < 2; i++) {
      out.put((byte) 0).put(LINKLAYER_ETHERNET).putShort((short) 0).putInt(0);
      out.putInt((int) Math.min(limit.rate(), 0xffff_ffffL));
    }
    out.putInt(limit.burstTicks()).putInt(limit.burstTicks()).putInt(QUANTUM);
    return out.array();
  }

  /// Takes a class away with what waits in it.
  void delete(int device, int id) {
    socket.change(
        "delete class %x:%x".formatted(id >>> 16, id & 0xffff),
        RTM_DELTCLASS,
        0,
        out -> Qdiscs.header(out, device, id, 0));
  }

  /// By their ids.
  Map<Integer, ClassReading> list(int device) {
    Map<Integer, ClassReading> found = new LinkedHashMap<>();
    for (Message message :
        socket.dump("list classes", RTM_GETTCLASS, out -> Qdiscs.header(out, device, 0, 0))) {
      if (message.type() == RTM_NEWTCLASS) {
        found.put(message.intAt(8), ClassReading.read(message.attributes(Qdiscs.HEADER)));
      }
    }
    return found;
  }
}

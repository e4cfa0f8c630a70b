package io.entropy.injectors.kernel.tc;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import io.entropy.injectors.kernel.netlink.Refusal;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.List;
import java.util.function.Consumer;

/// An rtnetlink socket in one network namespace. One thread.
final class RouteSocket implements AutoCloseable {
  private static final int NETLINK_ROUTE = 0;

  private final NetlinkSocket socket;

  private RouteSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  static RouteSocket open(NetworkNamespace namespace) {
    return new RouteSocket(namespace.enter(() -> NetlinkSocket.open(NETLINK_ROUTE)));
  }

  /// In the calling thread's own namespace.
  static RouteSocket openHere() {
    return new RouteSocket(NetlinkSocket.open(NETLINK_ROUTE));
  }

  /// Makes a change and waits for its acknowledgement.
  ///
  /// @param operation for errors, e.g. `add qdisc htb`
  void change(String operation, int type, int flags, Consumer<MessageWriter> body) {
    int sequence = socket.nextSequence();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter out = buffers.writer();
      out.start(type, Message.REQUEST | Message.ACK | flags, sequence);
      body.accept(out);
      out.finish();
      List<Message> answers = socket.exchange(operation, buffers);
      Refusal refusal = NetlinkSocket.firstRefusal(answers);
      if (refusal != null) {
        throw new KernelException(operation, refusal.errno(), refusal.explanation());
      }
      if (!NetlinkSocket.acknowledged(answers, sequence)) {
        throw new KernelException(operation, Errno.EPROTO, "no acknowledgement");
      }
    }
  }

  /// The objects of a kind.
  List<Message> dump(String operation, int type, Consumer<MessageWriter> body) {
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter out = buffers.writer();
      out.start(type, Message.REQUEST | Message.DUMP, socket.nextSequence());
      body.accept(out);
      out.finish();
      return socket.dump(operation, buffers);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

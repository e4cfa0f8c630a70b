package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import io.entropy.injectors.kernel.netlink.Refusal;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.Libc;
import io.entropy.injectors.kernel.sys.NativeMemory;

/// A netlink socket in a namespace that listens on one of its packet queues, under a number that
/// nobody else has there.
final class QueueSocket implements AutoCloseable {
  static final int NETLINK_NETFILTER = 12;
  static final int SUBSYSTEM = 3;

  private static final int EPERM = 1;
  private static final int EBUSY = 16;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_NO_ENOBUFS = 5;
  private static final int SO_TIMESTAMP = 29;
  private static final int RECEIVE_BYTES = 64 << 20;

  private static final int CONFIG = SUBSYSTEM << 8 | 2;
  private static final int COMMAND = 1;
  private static final int PARAMETERS = 2;
  private static final int MOST_HELD = 3;
  private static final int MASK = 4;
  private static final int FLAGS = 5;
  private static final byte[] BIND = {1, 0, 0, 0};

  /// `struct nfqnl_msg_config_params`: all bytes of the packet.
  private static final byte[] COPY_PACKET = {0, 0, (byte) 0xff, (byte) 0xff, 2};

  /// `struct nfqnl_msg_config_params`: no bytes of the packet, only what is known of it.
  private static final byte[] COPY_META = {0, 0, 0, 0, 1};

  /// Beyond [#MOST_PACKETS], packets go on at once instead of being lost; and large ones needn't be
  /// cut up for us.
  private static final int FAIL_OPEN_AND_GSO = 1 | 4;

  private static final int FAIL_OPEN = 1;

  /// More than 60 s at 1,000 packets a second; at the size of an Ethernet frame 100 MB.
  static final int MOST_PACKETS = 1 << 16;

  /// Low numbers are what people choose.
  private static final int FIRST_NUMBER = 1024;

  private static final int NUMBERS = 65_536 - FIRST_NUMBER;
  private static final int ATTEMPTS = 64;
  private static final int STRIDE = 7919;

  private final NetlinkSocket socket;
  private final int number;

  private QueueSocket(NetlinkSocket socket, int number) {
    this.socket = socket;
    this.number = number;
  }

  static QueueSocket open(NetworkNamespace namespace) {
    return listen(namespace.enter(() -> NetlinkSocket.open(NETLINK_NETFILTER)));
  }

  /// In the calling thread's own namespace.
  static QueueSocket openHere() {
    return listen(NetlinkSocket.open(NETLINK_NETFILTER));
  }

  private static QueueSocket listen(NetlinkSocket socket) {
    try {
      int fd = socket.descriptor();
      int _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, RECEIVE_BYTES);
      int _ = Libc.setsockopt(fd, SOL_NETLINK, NETLINK_NO_ENOBUFS, 1);
      // The kernel stamps packets as they arrive while any socket wants it to.
      int _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, SO_TIMESTAMP, 1);
      int number = bind(socket);
      configure(socket, number);
      return new QueueSocket(socket, number);
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// A number that another socket has is refused with EPERM, or with EBUSY when it's our own.
  private static int bind(NetlinkSocket socket) {
    for (int attempt = 0; ; attempt++) {
      long wanted = ProcessHandle.current().pid() + (long) attempt * STRIDE;
      int number = FIRST_NUMBER + (int) (wanted % NUMBERS);
      try (Buffers buffers = Buffers.borrow()) {
        config(socket, buffers, number).bytes(COMMAND, BIND).finish();
        exchange(socket, "listen on packet queue " + number, buffers);
        return number;
      } catch (KernelException taken) {
        boolean used = taken.errno() == EBUSY || taken.errno() == EPERM;
        if (!used || attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  private static void configure(NetlinkSocket socket, int number) {
    try (Buffers buffers = Buffers.borrow()) {
      config(socket, buffers, number)
          .bytes(PARAMETERS, COPY_META)
          .u32(MOST_HELD, MOST_PACKETS)
          .u32(FLAGS, FAIL_OPEN_AND_GSO)
          .u32(MASK, FAIL_OPEN_AND_GSO)
          .finish();
      exchange(socket, "set up packet queue " + number, buffers);
    }
  }

  private static MessageWriter config(NetlinkSocket socket, Buffers buffers, int number) {
    return buffers
        .writer()
        .start(CONFIG, Message.REQUEST | Message.ACK, socket.nextSequence())
        .header(0, 0, number >> 8, number);
  }

  private static void exchange(NetlinkSocket socket, String operation, Buffers buffers) {
    Refusal refusal = NetlinkSocket.firstRefusal(socket.exchange(operation, buffers));
    if (refusal != null) {
      throw new KernelException(operation, refusal.errno(), refusal.explanation());
    }
  }

  /// A request to be sent all bytes of packets, in the size that a network carries and with their
  /// checksums right. It isn't answered.
  NativeMemory requestForPayloads() {
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter message =
          buffers.writer().start(CONFIG, Message.REQUEST, socket.nextSequence());
      message
          .header(0, 0, number >> 8, number)
          .bytes(PARAMETERS, COPY_PACKET)
          .u32(FLAGS, FAIL_OPEN)
          .u32(MASK, FAIL_OPEN_AND_GSO)
          .finish();
      byte[] bytes = message.toBytes();
      NativeMemory memory = new NativeMemory(bytes.length);
      memory.buffer().put(0, bytes);
      return memory;
    }
  }

  int descriptor() {
    return socket.descriptor();
  }

  int number() {
    return number;
  }

  /// From now on packets pass at once; those that nobody has decided about are lost.
  @Override
  public void close() {
    socket.close();
  }
}

package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A socket that sends IP packets as they are, header and all (raw(7), ipv6(7)), into the network
/// namespace in which it was opened. One thread.
public final class RawSocket implements AutoCloseable {
  private static final MemorySegment SENDMSG = Downcall.function("sendmsg");
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_HDRINCL = 36;

  /// The largest that a packet can be.
  private static final int LARGEST = 1 << 16;

  private static final int IPV4_BYTES = 4;
  private static final int SOCKADDR_IN = 16;
  private static final int IN_ADDRESS_AT = 4;
  private static final int SOCKADDR_IN6 = 28;
  private static final int IN6_ADDRESS_AT = 8;

  /// `struct msghdr` of 64-bit Linux: name, its length, vectors, their number, control, flags.
  private static final int MESSAGE = 56;

  private static final int NAME_LENGTH_AT = 8;
  private static final int VECTOR_AT = 16;
  private static final int VECTORS_AT = 24;

  private final int fd;
  private final NativeMemory packet = new NativeMemory(LARGEST);
  private final NativeMemory address = new NativeMemory(SOCKADDR_IN6);
  private final NativeMemory vector = new NativeMemory(16);
  private final NativeMemory message = new NativeMemory(MESSAGE);

  private RawSocket(int fd, boolean six) {
    this.fd = fd;
    address.buffer().putShort(0, (short) (six ? AF_INET6 : AF_INET));
    vector.buffer().putLong(0, packet.address());
    message.buffer().putLong(0, address.address());
    message.buffer().putInt(NAME_LENGTH_AT, six ? SOCKADDR_IN6 : SOCKADDR_IN);
    message.buffer().putLong(VECTOR_AT, vector.address()).putLong(VECTORS_AT, 1);
  }

  /// For IPv4, in the calling thread's namespace.
  public static RawSocket openIpv4() {
    return new RawSocket(Libc.rawSocket(AF_INET), false);
  }

  /// For IPv6, in the calling thread's namespace.
  public static RawSocket openIpv6() {
    int fd = Libc.rawSocket(AF_INET6);
    int result = Libc.setsockopt(fd, SOL_IPV6, IPV6_HDRINCL, 1);
    if (result < 0) {
      Libc.close(fd);
      throw new KernelException("send IPv6 headers", -result, "");
    }
    return new RawSocket(fd, true);
  }

  /// Sends a packet to this address, whatever its header says: the count of bytes sent, or
  /// `-errno`.
  public int send(byte[] bytes, byte[] to) {
    packet.buffer().put(0, bytes);
    vector.buffer().putLong(8, bytes.length);
    address.buffer().put(to.length == IPV4_BYTES ? IN_ADDRESS_AT : IN6_ADDRESS_AT, to);
    return Downcall.callInt(
        SENDMSG,
        fd,
        message.address(),
        Libc.MSG_DONTWAIT,
        0,
        0,
        List.of(packet, address, vector, message));
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}

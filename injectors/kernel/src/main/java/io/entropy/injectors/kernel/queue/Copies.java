package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.namespace.Addresses;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.RawSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Delivers packets to their namespace a second time. They are sent to it from within, by its own
/// address, and so arrive through its loopback interface, which no fault touches: with their
/// headers as they were, the sender's address among them. One thread.
final class Copies implements AutoCloseable {
  private static final int IPV4_DESTINATION = 16;
  private static final int IPV6_DESTINATION = 24;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /// How often an address that isn't known is looked for among those that may have come since.
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private final Addresses addresses;
  private final RawSocket ipv4;
  private final @Nullable RawSocket ipv6;
  private List<byte[]> known;
  private long listed = System.nanoTime();

  private Copies(Addresses addresses, RawSocket ipv4, @Nullable RawSocket ipv6) {
    this.addresses = addresses;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.known = addresses.list();
  }

  static Copies open(NetworkNamespace namespace) {
    return namespace.enter(() -> new Copies(Addresses.openHere(), RawSocket.openIpv4(), ipv6()));
  }

  private static @Nullable RawSocket ipv6() {
    try {
      return RawSocket.openIpv6();
    } catch (KernelException _) {
      return null; // a kernel without IPv6 has no packets of it
    }
  }

  /// Whether a packet is for the namespace itself, by one of its addresses: one that it forwards
  /// would leave it, and so could one for many.
  boolean canDeliver(ByteBuffer bytes, int offset) {
    boolean six = isIpv6(bytes.get(offset));
    int at = offset + (six ? IPV6_DESTINATION : IPV4_DESTINATION);
    int length = six ? IPV6_BYTES : IPV4_BYTES;
    if (isKnown(bytes, at, length)) {
      return true;
    }
    if (System.nanoTime() - listed < PATIENCE) {
      return false;
    }
    known = addresses.list();
    listed = System.nanoTime();
    return isKnown(bytes, at, length);
  }

  private boolean isKnown(ByteBuffer bytes, int at, int length) {
    for (byte[] address : known) {
      if (address.length == length && isAt(address, bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] address, ByteBuffer bytes, int at) {
    for (int i = 0; i < address.length; i++) {
      if (address[i] != bytes.get(at + i)) {
        return false;
      }
    }
    return true;
  }

  /// Sends it; whether that was possible.
  boolean deliver(byte[] packet) {
    boolean six = isIpv6(packet[0]);
    byte[] to = new byte[six ? IPV6_BYTES : IPV4_BYTES];
    System.arraycopy(packet, six ? IPV6_DESTINATION : IPV4_DESTINATION, to, 0, to.length);
    RawSocket socket = six ? ipv6 : ipv4;
    return socket != null && socket.send(packet, to) == packet.length;
  }

  private static boolean isIpv6(byte first) {
    return (first >> 4 & 0xf) == 6;
  }

  @Override
  public void close() {
    addresses.close();
    ipv4.close();
    if (ipv6 != null) {
      ipv6.close();
    }
  }
}

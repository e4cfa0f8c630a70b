package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.AT_LEAST;
import static io.entropy.injectors.kernel.nftables.Comparison.AT_MOST;
import static io.entropy.injectors.kernel.nftables.Comparison.EQUAL;

import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Header;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.RuleWriter;
import io.entropy.injectors.kernel.nftables.Table;
import java.nio.charset.StandardCharsets;

/// Writes one alternative of a stage: one rule, or two where the wire has two forms of it (TCP and
/// UDP ports, ICMP of IPv4 and IPv6), each of which goes on to the next stage.
///
/// Header offsets are those of RFC 791 (IPv4), RFC 8200 (IPv6) and the ports' place in RFC 9293 and
/// RFC 768. IPv6 fragments but the first have no ports for us; losing the first loses the packet.
final class MatchCompiler {
  static final byte[] IPV4 = {0x08, 0x00};
  static final byte[] IPV6 = {(byte) 0x86, (byte) 0xdd};

  static final byte ICMP_NUMBER = 1;
  static final byte TCP_NUMBER = 6;
  static final byte UDP_NUMBER = 17;
  static final byte ICMPV6_NUMBER = 58;

  static final int IPV4_SOURCE = 12;
  static final int IPV4_DESTINATION = 16;
  static final int IPV6_SOURCE = 8;
  static final int IPV6_DESTINATION = 24;
  private static final int SOURCE_PORT = 0;
  private static final int DESTINATION_PORT = 2;

  private static final int INTERFACE_NAME_BYTES = 16;

  private final Batch batch;
  private final Table table;
  private final Fault fault;
  private final String chain;
  private final String next;

  MatchCompiler(Batch batch, Table table, Fault fault, String chain, String next) {
    this.batch = batch;
    this.table = table;
    this.fault = fault;
    this.chain = chain;
    this.next = next;
  }

  void write(Match match) {
    switch (match) {
      case Match.Source source -> address(source.block(), IPV4_SOURCE, IPV6_SOURCE);
      case Match.Destination to -> address(to.block(), IPV4_DESTINATION, IPV6_DESTINATION);
      case Match.Peers peers ->
          new PeerSets(batch, table, fault).create(chain, next, peers.addresses());
      case Match.SourcePort port -> ports(port.ports(), SOURCE_PORT);
      case Match.DestinationPort port -> ports(port.ports(), DESTINATION_PORT);
      case Match.Transport transport -> transport(transport.protocol());
      case Match.Interface device -> device(device.name());
    }
  }

  private RuleWriter rule() {
    return batch.rule(table, chain, fault.injection());
  }

  private void address(Cidr block, int ipv4Offset, int ipv6Offset) {
    byte[] network = block.network();
    boolean ipv4 = network.length == 4;
    RuleWriter rule = rule().load(Meta.PROTOCOL).require(EQUAL, ipv4 ? IPV4 : IPV6);
    if (block.prefix() > 0) {
      rule.load(Header.NETWORK, ipv4 ? ipv4Offset : ipv6Offset, network.length);
      if (block.prefix() < 8 * network.length) {
        rule.mask(block.mask());
      }
      rule.require(EQUAL, network);
    }
    rule.continueIn(next);
  }

  private void ports(Ports ports, int offset) {
    port(ports, offset, TCP_NUMBER);
    port(ports, offset, UDP_NUMBER);
  }

  private void port(Ports ports, int offset, byte protocol) {
    RuleWriter rule =
        rule()
            .load(Meta.TRANSPORT_PROTOCOL)
            .require(EQUAL, new byte[] {protocol})
            .load(Header.TRANSPORT, offset, 2);
    if (ports.first() == ports.last()) {
      rule.require(EQUAL, twoBytes(ports.first()));
    } else {
      rule.require(AT_LEAST, twoBytes(ports.first())).require(AT_MOST, twoBytes(ports.last()));
    }
    rule.continueIn(next);
  }

  private void transport(Protocol protocol) {
    switch (protocol) {
      case TCP -> rule(TCP_NUMBER).continueIn(next);
      case UDP -> rule(UDP_NUMBER).continueIn(next);
      case ICMP -> {
        icmp(IPV4, ICMP_NUMBER);
        icmp(IPV6, ICMPV6_NUMBER);
      }
    }
  }

  private void icmp(byte[] network, byte protocol) {
    rule()
        .load(Meta.PROTOCOL)
        .require(EQUAL, network)
        .load(Meta.TRANSPORT_PROTOCOL)
        .require(EQUAL, new byte[] {protocol})
        .continueIn(next);
  }

  private RuleWriter rule(byte protocol) {
    return rule().load(Meta.TRANSPORT_PROTOCOL).require(EQUAL, new byte[] {protocol});
  }

  private void device(String name) {
    Meta end =
        switch (fault.direction()) {
          case RECEIVE -> Meta.INPUT_INTERFACE;
          case SEND -> Meta.OUTPUT_INTERFACE;
        };
    rule().load(end).require(EQUAL, interfaceName(name)).continueIn(next);
  }

  /// An interface name as registers hold it: filled with zeros to 16 bytes.
  static byte[] interfaceName(String name) {
    byte[] padded = new byte[INTERFACE_NAME_BYTES];
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(utf8, 0, padded, 0, Math.min(utf8.length, INTERFACE_NAME_BYTES - 1));
    return padded;
  }

  private static byte[] twoBytes(int port) {
    return new byte[] {(byte) (port >> 8), (byte) port};
  }
}

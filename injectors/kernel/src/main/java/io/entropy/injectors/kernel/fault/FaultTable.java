package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.AT_LEAST;
import static io.entropy.injectors.kernel.nftables.Comparison.AT_MOST;
import static io.entropy.injectors.kernel.nftables.Comparison.EQUAL;

import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Header;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.Table;
import java.util.Collection;

/// The layout of our table for one direction: what [NamespacePlan] keeps in the kernel.
///
/// ```
/// table inet entropy_7f3a {
///   set leases { type mark; flags timeout; }              # key = fault id
///   chain receive { type filter hook input priority -300;
///     iifname "lo" accept
///     icmpv6 type 133-137 accept                          # else IPv6 neighbours would get lost
///     jump faults }
///   chain faults {                                        # one rule a fault
///     (fault id) @leases jump f1_0 }
///   chain f1_0 { … goto f1_hit }                          # a stage: its alternatives
///   chain f1_hit { counter numgen random mod 1000000 < 100000 counter drop } }
/// ```
///
/// Faults that queue are led to from a hook of their own: [QueueHook]; those that lead what arrives
/// through a traffic class too: [ArrivalHook].
///
/// The netdev table has a base chain for each device instead of `receive`, which lets nothing but
/// IP through to `faults`: losing ARP would be another fault than losing packets.
final class FaultTable {
  static final String NAME_PREFIX = "entropy_";
  static final String LEASES = "leases";
  static final String FAULTS = "faults";

  private static final String RECEIVE = "receive";

  /// Before connection tracking, NAT and every filter, so that nothing has seen a lost packet.
  static final int PRIORITY = -300;

  private static final byte[] FIRST_NEIGHBOUR_TYPE = {(byte) 133};
  private static final byte[] LAST_NEIGHBOUR_TYPE = {(byte) 137};

  private final Table table;

  FaultTable(String session, Direction direction) {
    this.table = new Table(direction.family(), NAME_PREFIX + session);
  }

  Table table() {
    return table;
  }

  /// Everything that doesn't depend on faults or devices.
  void create(Batch batch, boolean owned) {
    batch.addTable(table, owned);
    batch.addExpiringSet(table, LEASES);
    batch.addChain(table, FAULTS);
    switch (table.family()) {
      case INET -> hookInput(batch);
      case NETDEV -> {} // a chain for each device
    }
  }

  private void hookInput(Batch batch) {
    batch.addBaseChain(table, RECEIVE, Hook.input(PRIORITY));
    exempt(batch, RECEIVE);
    batch.rule(table, RECEIVE, "").jump(FAULTS);
  }

  /// What no fault of what is received ever touches.
  void exempt(Batch batch, String chain) {
    batch
        .rule(table, chain, "")
        .load(Meta.INPUT_INTERFACE)
        .require(EQUAL, MatchCompiler.interfaceName("lo"))
        .accept();
    exemptNeighbourDiscovery(batch, chain);
  }

  static String egressChain(String device) {
    return "send_" + device;
  }

  void hookEgress(Batch batch, String device) {
    String chain = egressChain(device);
    batch.addBaseChain(table, chain, Hook.egress(device, PRIORITY));
    leadIp(batch, chain, FAULTS);
  }

  /// Leads IP to the faults, but for neighbour discovery.
  void leadIp(Batch batch, String chain, String faults) {
    batch
        .rule(table, chain, "")
        .load(Meta.PROTOCOL)
        .require(EQUAL, MatchCompiler.IPV4)
        .jump(faults);
    exemptNeighbourDiscovery(batch, chain);
    batch
        .rule(table, chain, "")
        .load(Meta.PROTOCOL)
        .require(EQUAL, MatchCompiler.IPV6)
        .jump(faults);
  }

  /// Router and neighbour solicitation and advertisement, and redirect (RFC 4861): the ARP of IPv6.
  private void exemptNeighbourDiscovery(Batch batch, String chain) {
    batch
        .rule(table, chain, "")
        .load(Meta.PROTOCOL)
        .require(EQUAL, MatchCompiler.IPV6)
        .load(Meta.TRANSPORT_PROTOCOL)
        .require(EQUAL, new byte[] {MatchCompiler.ICMPV6_NUMBER})
        .load(Header.TRANSPORT, 0, 1)
        .require(AT_LEAST, FIRST_NEIGHBOUR_TYPE)
        .require(AT_MOST, LAST_NEIGHBOUR_TYPE)
        .accept();
  }

  /// One rule for each fault: while its lease lives, run its chains. Written anew when one goes,
  /// which needs no rule handles and, in one batch, is as atomic as a single rule's change.
  void dispatchWithout(Batch batch, Fault gone, Collection<Fault> faults) {
    String chain = dispatchChain(gone);
    batch.flushChain(table, chain);
    for (Fault fault : faults) {
      if (dispatchChain(fault).equals(chain)) {
        dispatch(batch, fault);
      }
    }
  }

  /// The chain with the rule that leads to the fault.
  static String dispatchChain(Fault fault) {
    if (ArrivalHook.isFor(fault)) {
      return ArrivalHook.ARRIVED;
    }
    return fault.action() instanceof Action.Queue ? QueueHook.QUEUED : FAULTS;
  }

  void dispatch(Batch batch, Fault fault) {
    batch
        .rule(table, dispatchChain(fault), fault.injection())
        .loadConstant(fault.id())
        .requireIn(LEASES)
        .jump(FaultCompiler.entryChain(fault));
  }
}

package io.entropy.injectors.kernel.fault;

import io.entropy.injectors.kernel.namespace.Links;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.NfTables;
import io.entropy.injectors.kernel.nftables.RuleInfo;
import java.time.Duration;
import java.util.List;

/// A first fault written but never sent, so that a cold JVM has loaded and linked everything by the
/// time a real one is wanted. It enters this process's own namespace, and only reads there.
public final class Rehearsal {
  private static final Duration LEASE = Duration.ofSeconds(1);

  private static final List<Fault.Stage> STAGES =
      List.of(
          Fault.Stage.anyOf(
              new Match.Source(Cidr.parse("10.0.0.0/8")),
              new Match.Destination(Cidr.parse("fd00::/8"))),
          Fault.Stage.anyOf(
              new Match.Transport(Protocol.ICMP),
              new Match.SourcePort(Ports.of(1)),
              new Match.DestinationPort(Ports.of(1)),
              new Match.Interface("eth0")));

  private Rehearsal() {}

  /// Rehearses once.
  ///
  /// @throws io.entropy.injectors.kernel.sys.KernelException when a real fault would fail as well,
  ///   for want of privileges or of nf_tables
  public static void run() {
    NetworkNamespace own = NetworkNamespace.own();
    try (NfTables nft = NfTables.open(own);
        Links links = Links.open(own)) {
      write(nft, new Fault(1, "rehearsal", Direction.RECEIVE, STAGES, new Action.DropShare(1)));
      write(nft, new Fault(2, "rehearsal", Direction.SEND, STAGES, new Action.DropEvery(2)));
      FaultTable absent = new FaultTable("rehearsal", Direction.RECEIVE);
      List<String> _ = links.names();
      List<RuleInfo> _ = nft.rules(absent.table(), FaultTable.FAULTS);
      int _ = nft.generation();
    }
  }

  private static void write(NfTables nft, Fault fault) {
    FaultTable layout = new FaultTable("rehearsal", fault.direction());
    try (Batch batch = nft.batch()) {
      layout.create(batch, true);
      layout.hookEgress(batch, "eth0");
      new FaultCompiler(batch, layout.table(), fault, true).add();
      layout.dispatch(batch, fault);
      batch.addElement(layout.table(), FaultTable.LEASES, fault.id(), LEASE);
    }
  }
}

package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.EQUAL;

import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The part of the netdev [FaultTable] for faults that lead what arrives through a traffic class
/// ([Action.Steer]).
///
/// ```
/// chain arrive_eth0 { type filter hook ingress device eth0 priority -300;
///   (IP but neighbour discovery) jump arrived
///   jump divert }
/// chain arrived {                                         # one rule a fault
///   (fault id) @leases jump f1_hit }
/// chain f1_hit {
///   counter meta priority & 0xffff0000 != 4abc:0 meta priority set 4abc:0
///   meta priority set meta priority | 0:1 }
/// chain divert { meta priority & 0xffff0000 == 4abc:0 fwd to (our ifb) }
/// ```
///
/// Only devices send, so classes are at a device: an ifb, to which packets are led when a fault has
/// given them a class, and which gives them back behind this hook.
final class ArrivalHook {
  static final String ARRIVED = "arrived";

  private static final String DIVERT = "divert";

  private final FaultTable layout;
  private final Table table;
  private final Batch batch;

  ArrivalHook(FaultTable layout, Batch batch) {
    this.layout = layout;
    this.table = layout.table();
    this.batch = batch;
  }

  static boolean isFor(Fault fault) {
    return fault.action() instanceof Action.Steer && fault.direction() == Direction.RECEIVE;
  }

  static String chain(String device) {
    return "arrive_" + device;
  }

  /// @param devices those that aren't hooked yet
  /// @param first whether there is nothing of this in the table yet
  void write(Action.Steer steer, List<String> devices, boolean first) {
    if (first) {
      batch.addChain(table, ARRIVED);
      batch.addChain(table, DIVERT);
    }
    for (String device : devices) {
      batch.addBaseChain(table, chain(device), Hook.ingress(device, FaultTable.PRIORITY));
      layout.leadIp(batch, chain(device), ARRIVED);
      batch.rule(table, chain(device), "").jump(DIVERT);
    }
    // Anew each time: the device may be another one than last time.
    batch.flushChain(table, DIVERT);
    batch
        .rule(table, DIVERT, "")
        .load(Meta.PRIORITY)
        .mask(bytes(FaultCompiler.TREE))
        .require(EQUAL, bytes(steer.priority() & FaultCompiler.TREE))
        .sendBy(steer.through());
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}

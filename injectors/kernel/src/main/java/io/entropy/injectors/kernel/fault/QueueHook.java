package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.NOT_EQUAL;

import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Hook;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.RuleWriter;
import io.entropy.injectors.kernel.nftables.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The part of a [FaultTable] for faults that queue packets ([Action.Queue]).
///
/// ```
/// chain arrive { type filter hook prerouting priority -390;
///   (the exemptions)
///   meta mark set meta mark & 0x0000ffff
///   jump queued
///   jump enqueue }
/// chain queued {                                          # one rule a fault
///   (fault id) @leases jump f1_0 }
/// chain f1_hit { counter meta mark set meta mark | 0x00010000 }
/// chain enqueue { meta mark & 0xffff0000 != 0 queue num 4711 bypass }
/// ```
///
/// A verdict sends a packet on to the next hook, past the rest of the rules here. So a packet is
/// queued once, whatever the number of faults it concerns, and its mark tells which they are; the
/// listener takes those bits away again. The faults of one process add up that way, and one takes
/// over from another without a packet being held twice.
final class QueueHook {
  static final String QUEUED = "queued";
  static final String ENQUEUE = "enqueue";

  private static final String ARRIVE = "arrive";

  /// After fragments were put together (-400), where that is done at all, and before connection
  /// tracking (-200) and what people hook at -300: nothing has seen a packet that is held.
  private static final int PRIORITY = -390;

  private static final int LANES = ((1 << Action.Queue.LANES) - 1) << Action.Queue.FIRST_LANE_BIT;

  private final FaultTable layout;
  private final Table table;
  private final Batch batch;

  QueueHook(FaultTable layout, Batch batch) {
    this.layout = layout;
    this.table = layout.table();
    this.batch = batch;
  }

  void create() {
    batch.addChain(table, QUEUED);
    batch.addChain(table, ENQUEUE);
    batch.addBaseChain(table, ARRIVE, Hook.prerouting(PRIORITY));
    layout.exempt(batch, ARRIVE);
    RuleWriter clear = batch.rule(table, ARRIVE, "").load(Meta.MARK);
    Batch _ = clear.mask(bytes(~LANES)).store(Meta.MARK).add();
    batch.rule(table, ARRIVE, "").jump(QUEUED);
    batch.rule(table, ARRIVE, "").jump(ENQUEUE);
  }

  /// Leads what was marked to this queue, instead of any it was led to.
  void enqueue(int number, boolean expression) {
    batch.flushChain(table, ENQUEUE);
    RuleWriter marked = batch.rule(table, ENQUEUE, "").load(Meta.MARK);
    marked.mask(bytes(LANES)).require(NOT_EQUAL, bytes(0)).queue(number, expression);
  }

  /// Marks a packet as concerned.
  static Batch mark(RuleWriter rule, Action.Queue queue) {
    int bit = 1 << (Action.Queue.FIRST_LANE_BIT + queue.lane());
    return rule.load(Meta.MARK).maskAndFlip(bytes(~bit), bytes(bit)).store(Meta.MARK).add();
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}

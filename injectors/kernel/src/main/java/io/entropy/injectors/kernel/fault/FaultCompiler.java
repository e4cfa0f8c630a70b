package io.entropy.injectors.kernel.fault;

import static io.entropy.injectors.kernel.nftables.Comparison.EQUAL;
import static io.entropy.injectors.kernel.nftables.Comparison.LESS;
import static io.entropy.injectors.kernel.nftables.Comparison.NOT_EQUAL;

import io.entropy.injectors.kernel.nftables.Batch;
import io.entropy.injectors.kernel.nftables.Meta;
import io.entropy.injectors.kernel.nftables.RuleWriter;
import io.entropy.injectors.kernel.nftables.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes one fault as chains of its own: one for each stage, whose rules are its alternatives, and
/// one for the action, which counts what it sees, decides, and counts what it drops.
final class FaultCompiler {
  static final String ACTION_SUFFIX = "_hit";

  /// The bits of a class that are its queueing discipline's.
  static final int TREE = 0xffff0000;

  private final Batch batch;
  private final Table table;
  private final Fault fault;
  private final boolean vanishing;

  /// `vanishing`: drop so that the sender's stack believes the packet went out (send direction).
  FaultCompiler(Batch batch, Table table, Fault fault, boolean vanishing) {
    this.batch = batch;
    this.table = table;
    this.fault = fault;
    this.vanishing = vanishing;
  }

  /// The chain that a packet enters once the lease let it through.
  static String entryChain(Fault fault) {
    return fault.stages().isEmpty() ? actionChain(fault) : stageChain(fault, 0);
  }

  /// The chain whose first rule has the counters.
  static String actionChain(Fault fault) {
    return name(fault) + ACTION_SUFFIX;
  }

  private static String stageChain(Fault fault, int stage) {
    return name(fault) + "_" + stage;
  }

  private static String name(Fault fault) {
    return "f" + Integer.toHexString(fault.id());
  }

  void add() {
    batch.addChain(table, actionChain(fault));
    for (int stage = 0; stage < fault.stages().size(); stage++) {
      batch.addChain(table, stageChain(fault, stage));
    }
    for (int stage = 0; stage < fault.stages().size(); stage++) {
      boolean last = stage + 1 == fault.stages().size();
      String next = last ? actionChain(fault) : stageChain(fault, stage + 1);
      MatchCompiler rules = new MatchCompiler(batch, table, fault, stageChain(fault, stage), next);
      for (Match match : fault.stages().get(stage).alternatives()) {
        rules.write(match);
      }
    }
    action();
  }

  /// Takes the chains away; nothing may refer to the first one any more.
  void delete() {
    for (int stage = 0; stage < fault.stages().size(); stage++) {
      batch.flushChain(table, stageChain(fault, stage));
      batch.deleteChain(table, stageChain(fault, stage));
    }
    batch.flushChain(table, actionChain(fault));
    batch.deleteChain(table, actionChain(fault));
    if (PeerSets.has(fault)) {
      new PeerSets(batch, table, fault).delete();
    }
  }

  private void action() {
    RuleWriter rule = batch.rule(table, actionChain(fault), fault.injection()).count();
    switch (fault.action()) {
      case Action.Queue queue -> {
        Batch _ = QueueHook.mark(rule, queue);
        return;
      }
      case Action.Steer steer -> {
        steer(rule, steer.priority());
        return;
      }
      case Action.DropAll() -> {}
      case Action.DropShare(int millionths) ->
          rule.loadRandom(Action.MILLION).require(LESS, bytes(millionths, ByteOrder.BIG_ENDIAN));
      case Action.DropEvery(int n) ->
          rule.loadRoundRobin(n).require(EQUAL, bytes(n - 1, ByteOrder.nativeOrder()));
    }
    rule.count();
    if (vanishing) {
      rule.vanish();
    } else {
      rule.drop();
    }
  }

  /// The first fault that a packet meets here makes its priority none of our classes, and each adds
  /// its bit.
  private void steer(RuleWriter first, int priority) {
    byte[] tree = bytes(priority & TREE, ByteOrder.nativeOrder());
    Batch _ =
        first
            .load(Meta.PRIORITY)
            .mask(bytes(TREE, ByteOrder.nativeOrder()))
            .require(NOT_EQUAL, tree)
            .loadConstant(priority & TREE)
            .store(Meta.PRIORITY)
            .add();
    byte[] bit = bytes(priority & ~TREE, ByteOrder.nativeOrder());
    Batch _ =
        batch
            .rule(table, actionChain(fault), fault.injection())
            .load(Meta.PRIORITY)
            .maskAndFlip(bytes(~priority | TREE, ByteOrder.nativeOrder()), bit)
            .store(Meta.PRIORITY)
            .add();
  }

  private static byte[] bytes(int value, ByteOrder order) {
    return ByteBuffer.allocate(4).order(order).putInt(value).array();
  }
}

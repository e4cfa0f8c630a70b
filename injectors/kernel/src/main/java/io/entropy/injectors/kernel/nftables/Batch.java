package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Changes that the kernel makes all at once or not at all, in the order they are written here.
///
/// Belongs to one thread; closing it gives its buffers back. Only the last change asks for an
/// acknowledgement: refusals are reported without being asked for, and a long batch would overflow
/// the queue of answers.
public final class Batch implements AutoCloseable {
  /// One tick of the slowest kernel clock (CONFIG_HZ=100).
  private static final int LEAST_TIMEOUT_MILLIS = 10;

  /// A list of elements has a length of 16 bits.
  private static final int KEYS_A_MESSAGE = 500;

  /// Tells nft(8) how to print the keys (`libnftnl/udata.h`: NFTNL_UDATA_SET_KEYBYTEORDER, host).
  private static final byte[] KEYS_IN_HOST_ORDER =
      ByteBuffer.allocate(6)
          .order(ByteOrder.nativeOrder())
          .put((byte) 0)
          .put((byte) 4)
          .putInt(1)
          .array();

  private final Buffers buffers;
  private final MessageWriter out;
  private final int firstSequence;
  private final List<String> changes = new ArrayList<>();

  Batch(Buffers buffers, int firstSequence) {
    this.buffers = buffers;
    this.out = buffers.writer();
    this.firstSequence = firstSequence;
    out.start(Nf.BATCH_BEGIN, Message.REQUEST, firstSequence);
    out.header(0, 0, 0, Nf.SUBSYSTEM).finish();
  }

  /// Adds a table that must not exist yet; an owned one vanishes with our socket.
  public Batch addTable(Table table, boolean owned) {
    MessageWriter message =
        begin(Nf.NEWTABLE, Message.CREATE | Message.EXCLUSIVE, table, "add table", table.name());
    message.text(Nf.TABLE_NAME, table.name());
    if (owned) {
      message.u32(Nf.TABLE_FLAGS, Nf.TABLE_F_OWNER);
    }
    message.finish();
    return this;
  }

  /// Deletes a table and everything in it.
  public Batch deleteTable(Table table) {
    begin(Nf.DELTABLE, 0, table, "delete table", table.name())
        .text(Nf.TABLE_NAME, table.name())
        .finish();
    return this;
  }

  /// Adds a chain that a hook calls, with policy accept.
  public Batch addBaseChain(Table table, String chain, Hook hook) {
    MessageWriter message = begin(Nf.NEWCHAIN, Message.CREATE, table, "add chain", chain);
    message.text(Nf.CHAIN_TABLE, table.name()).text(Nf.CHAIN_NAME, chain);
    message.nest(Nf.CHAIN_HOOK);
    message.u32(Nf.HOOK_HOOKNUM, hook.number()).u32(Nf.HOOK_PRIORITY, hook.priority());
    if (!hook.device().isEmpty()) {
      message.text(Nf.HOOK_DEV, hook.device());
    }
    message.end().u32(Nf.CHAIN_POLICY, Hook.ACCEPT).text(Nf.CHAIN_TYPE, "filter").finish();
    return this;
  }

  /// Adds a chain that rules jump to.
  public Batch addChain(Table table, String chain) {
    begin(Nf.NEWCHAIN, Message.CREATE | Message.EXCLUSIVE, table, "add chain", chain)
        .text(Nf.CHAIN_TABLE, table.name())
        .text(Nf.CHAIN_NAME, chain)
        .finish();
    return this;
  }

  /// Deletes all rules of a chain.
  public Batch flushChain(Table table, String chain) {
    begin(Nf.DELRULE, 0, table, "flush chain", chain)
        .text(Nf.RULE_TABLE, table.name())
        .text(Nf.RULE_CHAIN, chain)
        .finish();
    return this;
  }

  /// Deletes a chain that has no rules and that no rule refers to.
  public Batch deleteChain(Table table, String chain) {
    begin(Nf.DELCHAIN, 0, table, "delete chain", chain)
        .text(Nf.CHAIN_TABLE, table.name())
        .text(Nf.CHAIN_NAME, chain)
        .finish();
    return this;
  }

  /// Starts a rule at the end of a chain; write its expressions, then [RuleWriter#add].
  public RuleWriter rule(Table table, String chain, String comment) {
    begin(Nf.NEWRULE, Message.CREATE | Message.APPEND, table, "add rule to", chain)
        .text(Nf.RULE_TABLE, table.name())
        .text(Nf.RULE_CHAIN, chain);
    return new RuleWriter(this, out, comment);
  }

  /// Adds a set of 32-bit keys whose elements expire one by one.
  public Batch addExpiringSet(Table table, String set) {
    begin(Nf.NEWSET, Message.CREATE, table, "add set", set)
        .text(Nf.SET_TABLE, table.name())
        .text(Nf.SET_NAME, set)
        .u32(Nf.SET_FLAGS, Nf.SET_TIMEOUT_FLAG)
        .u32(Nf.SET_KEY_TYPE, Nf.TYPE_MARK)
        .u32(Nf.SET_KEY_LEN, 4)
        .u32(Nf.SET_ID, 1)
        .bytes(Nf.SET_USERDATA, KEYS_IN_HOST_ORDER)
        .finish();
    return this;
  }

  /// Adds a set of addresses.
  public Batch addSet(Table table, String set, AddressKey key) {
    begin(Nf.NEWSET, Message.CREATE | Message.EXCLUSIVE, table, "add set", set)
        .text(Nf.SET_TABLE, table.name())
        .text(Nf.SET_NAME, set)
        .u32(Nf.SET_KEY_TYPE, key.type())
        .u32(Nf.SET_KEY_LEN, key.bytes())
        .u32(Nf.SET_ID, size() + 1)
        .finish();
    return this;
  }

  /// Deletes a set that no rule looks into.
  public Batch deleteSet(Table table, String set) {
    begin(Nf.DELSET, 0, table, "delete set", set)
        .text(Nf.SET_TABLE, table.name())
        .text(Nf.SET_NAME, set)
        .finish();
    return this;
  }

  /// Deletes all elements of a set.
  public Batch flushSet(Table table, String set) {
    begin(Nf.DELSETELEM, 0, table, "flush set", set);
    Elements.list(out, table, set).finish();
    return this;
  }

  /// Adds elements to a set of addresses.
  public Batch addElements(Table table, String set, List<byte[]> keys) {
    for (int from = 0; from < keys.size(); from += KEYS_A_MESSAGE) {
      begin(Nf.NEWSETELEM, Message.CREATE, table, "add elements to", set);
      Elements.write(
          out, table, set, keys.subList(from, Math.min(keys.size(), from + KEYS_A_MESSAGE)));
    }
    return this;
  }

  /// Adds an element that expires after `timeout` and that must not exist: adding one that does
  /// would silently leave its time as it is.
  ///
  /// @throws IllegalArgumentException below 10 ms: the kernel rounds down to its clock ticks, and
  ///   takes 0 for "never expires"
  public Batch addElement(Table table, String set, int key, Duration timeout) {
    if (timeout.toMillis() < LEAST_TIMEOUT_MILLIS) {
      throw new IllegalArgumentException("an element must live at least 10 ms, not " + timeout);
    }
    element(Nf.NEWSETELEM, Message.CREATE | Message.EXCLUSIVE, table, set, key, "add element to")
        .u64(Nf.SET_ELEM_TIMEOUT, timeout.toMillis())
        .end()
        .end()
        .finish();
    return this;
  }

  /// Deletes an element; refused with ENOENT when it has expired.
  public Batch deleteElement(Table table, String set, int key) {
    element(Nf.DELSETELEM, 0, table, set, key, "delete element of").end().end().finish();
    return this;
  }

  private MessageWriter element(
      int type, int flags, Table table, String set, int key, String what) {
    begin(type, flags, table, what, set);
    return Elements.open(out, table, set, key);
  }

  private MessageWriter begin(int type, int flags, Table table, String verb, String object) {
    changes.add(verb);
    changes.add(object);
    out.start(Nf.type(type), Message.REQUEST | flags, lastSequence());
    return out.header(table.family().number(), 0, 0, 0);
  }

  /// Writes the end of the batch.
  void end() {
    out.addFlags(Message.ACK);
    out.start(Nf.BATCH_END, Message.REQUEST, lastSequence() + 1);
    out.header(0, 0, 0, Nf.SUBSYSTEM).finish();
  }

  int lastSequence() {
    return firstSequence + changes.size() / 2;
  }

  /// Which change has this sequence number, from 0; -1 when none has.
  int index(int sequence) {
    int index = sequence - firstSequence - 1;
    return index < 0 || 2 * index >= changes.size() ? -1 : index;
  }

  /// What the message with this sequence number was to do; the batch as a whole when it is none of
  /// the changes (no privilege, or the commit itself failed).
  String describe(int sequence) {
    int index = index(sequence);
    if (index < 0) {
      return "change nf_tables";
    }
    return changes.get(2 * index) + " " + changes.get(2 * index + 1);
  }

  Buffers buffers() {
    return buffers;
  }

  /// How many changes it has.
  public int size() {
    return changes.size() / 2;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  @Override
  public void close() {
    buffers.close();
  }
}

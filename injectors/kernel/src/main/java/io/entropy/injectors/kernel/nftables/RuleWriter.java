package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The expressions of one rule being written; a packet that fails a comparison leaves the rule.
///
/// All data pass through register 1, 16 bytes wide. Expressions and their attributes are those of
/// `nf_tables.h`; `nft --debug=netlink list ruleset` prints rules in these very terms.
public final class RuleWriter {
  private static final int REGISTER = 1;
  private static final int VERDICT_REGISTER = 0;

  private static final int DROP = 0;
  private static final int ACCEPT = 1;
  private static final int JUMP = -3;
  private static final int GOTO = -4;

  private final Batch batch;
  private final MessageWriter out;
  private final String comment;

  RuleWriter(Batch batch, MessageWriter out, String comment) {
    this.batch = batch;
    this.out = out;
    this.comment = comment;
    out.nest(Nf.RULE_EXPRESSIONS);
  }

  /// Loads a property of the packet.
  public RuleWriter load(Meta meta) {
    open("meta").u32(1, REGISTER).u32(2, meta.key());
    return close();
  }

  /// Sets a property of the packet to what was loaded.
  public RuleWriter store(Meta meta) {
    open("meta").u32(2, meta.key()).u32(3, REGISTER);
    return close();
  }

  /// Loads header bytes.
  public RuleWriter load(Header header, int offset, int length) {
    open("payload").u32(1, REGISTER).u32(2, header.base()).u32(3, offset).u32(4, length);
    return close();
  }

  /// Loads a constant, in the machine's byte order.
  public RuleWriter loadConstant(int value) {
    open("immediate").u32(Nf.IMMEDIATE_DREG, REGISTER);
    out.nest(Nf.IMMEDIATE_DATA).raw32(Nf.DATA_VALUE, value).end();
    return close();
  }

  /// Clears the bits that are zero in the mask.
  public RuleWriter mask(byte[] mask) {
    return maskAndFlip(mask, new byte[mask.length]);
  }

  /// The same, and then flips those that are one in `flipped`.
  public RuleWriter maskAndFlip(byte[] mask, byte[] flipped) {
    open("bitwise").u32(1, REGISTER).u32(2, REGISTER).u32(3, mask.length);
    out.nest(4).bytes(Nf.DATA_VALUE, mask).end();
    out.nest(5).bytes(Nf.DATA_VALUE, flipped).end();
    return close();
  }

  /// Goes on only if what was loaded compares so with these bytes (as memcmp does).
  public RuleWriter require(Comparison comparison, byte[] value) {
    open("cmp").u32(1, REGISTER).u32(2, comparison.operation());
    out.nest(3).bytes(Nf.DATA_VALUE, value).end();
    return close();
  }

  /// Goes on only if the value loaded is an element of the set.
  public RuleWriter requireIn(String set) {
    open("lookup").text(1, set).u32(2, REGISTER);
    return close();
  }

  /// Loads a random number, uniform in `[0, modulus)`, big-endian so that it can be compared.
  public RuleWriter loadRandom(int modulus) {
    numberGenerator(modulus, 1);
    open("byteorder").u32(1, REGISTER).u32(2, REGISTER).u32(3, 1).u32(4, 4).u32(5, 4);
    return close();
  }

  /// Loads 0, 1, … modulus − 1, 0, … one step a packet, in the machine's byte order.
  public RuleWriter loadRoundRobin(int modulus) {
    return numberGenerator(modulus, 0);
  }

  private RuleWriter numberGenerator(int modulus, int type) {
    open("numgen").u32(1, REGISTER).u32(2, modulus).u32(3, type);
    return close();
  }

  public RuleWriter count() {
    open("counter");
    return close();
  }

  public Batch drop() {
    return verdict(DROP, "");
  }

  public Batch accept() {
    return verdict(ACCEPT, "");
  }

  /// Runs another chain and comes back.
  public Batch jump(String chain) {
    return verdict(JUMP, chain);
  }

  /// Runs another chain and leaves this one.
  public Batch continueIn(String chain) {
    return verdict(GOTO, chain);
  }

  /// Makes the packet disappear while its sender is told that it went out: "forwards" it to the
  /// interface of index 0, which never exists, whereupon `nf_fwd_netdev_egress` frees it and
  /// reports NF_STOLEN. A plain drop at the egress hook reports NET_XMIT_DROP instead, which TCP
  /// takes for local congestion: it would retry at once rather than lose a segment.
  public Batch vanish() {
    return sendBy(0);
  }

  /// Sends the packet out by the interface of this index, and is done with it here. Arrived at an
  /// ifb that way, it comes back to the device where it arrived, past the ingress hook.
  public Batch sendBy(int index) {
    loadConstant(index);
    open("fwd").u32(1, REGISTER);
    close();
    return add();
  }

  /// Hands the packet to the program that listens on this queue, which says when it goes on to the
  /// next hook; at once where nobody listens.
  ///
  /// @param expression by the `queue` expression of nf_tables; else by the NFQUEUE target of
  ///   iptables (`xt_NFQUEUE.h`, revision 3), which kernels have that lack the other
  public Batch queue(int number, boolean expression) {
    if (expression) {
      open("queue").bytes(1, bigEndian(number)).bytes(2, bigEndian(1)).bytes(3, bigEndian(1));
    } else {
      ByteBuffer info = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
      info.putShort((short) number).putShort((short) 1).putShort((short) 1);
      open("target").text(1, "NFQUEUE").u32(2, 3).bytes(3, info.array());
    }
    close();
    return add();
  }

  private static byte[] bigEndian(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private Batch verdict(int code, String chain) {
    open("immediate").u32(Nf.IMMEDIATE_DREG, VERDICT_REGISTER);
    out.nest(Nf.IMMEDIATE_DATA).nest(Nf.DATA_VERDICT).u32(Nf.VERDICT_CODE, code);
    if (!chain.isEmpty()) {
      out.text(Nf.VERDICT_CHAIN, chain);
    }
    out.end().end();
    close();
    return add();
  }

  /// Ends the rule.
  public Batch add() {
    out.end();
    if (!comment.isEmpty()) {
      out.bytes(Nf.RULE_USERDATA, Comment.encode(comment));
    }
    out.finish();
    return batch;
  }

  private MessageWriter open(String expression) {
    return out.nest(Nf.LIST_ELEM).text(Nf.EXPR_NAME, expression).nest(Nf.EXPR_DATA);
  }

  private RuleWriter close() {
    out.end().end();
    return this;
  }
}

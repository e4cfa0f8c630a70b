package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Buffers;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import io.entropy.injectors.kernel.netlink.NetlinkSocket;
import io.entropy.injectors.kernel.netlink.Refusal;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A conversation with the nf_tables of one network namespace.
///
/// Thread-safe. Holds one socket, which keeps the namespace and the tables it owns alive until
/// [#close].
public final class NfTables implements AutoCloseable {
  private static final int ANY_FAMILY = 0;

  private final NetlinkSocket socket;

  private NfTables(NetlinkSocket socket) {
    this.socket = socket;
  }

  /// Opens a socket inside the namespace, by way of a thread that ends at once.
  public static NfTables open(NetworkNamespace namespace) {
    return new NfTables(namespace.enter(NfTables::socketHere));
  }

  /// Opens a socket in the calling thread's own namespace.
  public static NfTables openHere() {
    return new NfTables(socketHere());
  }

  private static NetlinkSocket socketHere() {
    return NetlinkSocket.open(Nf.NETLINK_NETFILTER);
  }

  /// The address of our socket, as listings name the owner of a table (unsigned).
  public long portId() {
    return Integer.toUnsignedLong(socket.portId());
  }

  /// Starts a batch of changes; close it in the end.
  public Batch batch() {
    return new Batch(Buffers.borrow(), socket.nextSequence());
  }

  /// Makes the changes of the batch, all or none.
  ///
  /// @throws BatchRefusedException when the kernel refused: nothing has changed
  public void commit(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    int last = batch.lastSequence();
    batch.end();
    List<Message> answers = socket.exchange("change nf_tables", batch.buffers());
    Refusal refusal = NetlinkSocket.firstRefusal(answers);
    if (refusal != null) {
      throw new BatchRefusedException(
          batch.describe(refusal.sequence()),
          refusal.errno(),
          refusal.explanation(),
          batch.index(refusal.sequence()));
    }
    if (!NetlinkSocket.acknowledged(answers, last)) {
      throw new KernelException("change nf_tables", Errno.EPROTO, "no acknowledgement");
    }
  }

  /// The number of the current generation of the rules; the cheapest request there is.
  public int generation() {
    try (Buffers buffers = Buffers.borrow()) {
      request(buffers, Nf.GETGEN, 0, ANY_FAMILY).finish();
      for (Message answer : single("get the generation", buffers)) {
        AttributeReader attributes = answer.attributes(Nf.HEADER);
        while (attributes.next()) {
          if (attributes.type() == Nf.GEN_ID) {
            return attributes.u32();
          }
        }
      }
    }
    throw new KernelException("get the generation", Errno.EPROTO, "no answer");
  }

  /// All tables of the families we use.
  public List<TableInfo> tables() {
    List<TableInfo> tables = new ArrayList<>();
    for (Family family : Family.values()) {
      try (Buffers buffers = Buffers.borrow()) {
        request(buffers, Nf.GETTABLE, Message.DUMP, family.number()).finish();
        for (Message message : socket.dump("list tables", buffers)) {
          tables.add(table(message, family));
        }
      }
    }
    return tables;
  }

  private static TableInfo table(Message message, Family family) {
    String name = "";
    OptionalLong owner = OptionalLong.empty();
    AttributeReader attributes = message.attributes(Nf.HEADER);
    while (attributes.next()) {
      if (attributes.type() == Nf.TABLE_NAME) {
        name = attributes.text();
      } else if (attributes.type() == Nf.TABLE_OWNER) {
        owner = OptionalLong.of(Integer.toUnsignedLong(attributes.u32()));
      }
    }
    return new TableInfo(new Table(family, name), owner);
  }

  /// The rules of one chain, in order; none when the table or the chain doesn't exist.
  public List<RuleInfo> rules(Table table, String chain) {
    List<RuleInfo> rules = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      request(buffers, Nf.GETRULE, Message.DUMP, table.family().number())
          .text(Nf.RULE_TABLE, table.name())
          .text(Nf.RULE_CHAIN, chain)
          .finish();
      for (Message message : socket.dump("list rules", buffers)) {
        rules.add(RuleInfo.parse(message));
      }
    } catch (KernelException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    return rules;
  }

  /// The live elements of a set; none when it doesn't exist.
  public List<ElementInfo> elements(Table table, String set) {
    List<ElementInfo> found = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter out = request(buffers, Nf.GETSETELEM, Message.DUMP, table.family().number());
      Elements.list(out, table, set).finish();
      for (Message message : socket.dump("list elements", buffers)) {
        Elements.parse(message, found);
      }
    } catch (KernelException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    return found;
  }

  /// The live element with this key, if there is one.
  public Optional<ElementInfo> element(Table table, String set, int key) {
    List<ElementInfo> found = new ArrayList<>();
    try (Buffers buffers = Buffers.borrow()) {
      MessageWriter out = request(buffers, Nf.GETSETELEM, 0, table.family().number());
      Elements.open(out, table, set, key).end().end().finish();
      for (Message message : single("get element", buffers)) {
        Elements.parse(message, found);
      }
    } catch (KernelException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  private MessageWriter request(Buffers buffers, int type, int flags, int family) {
    return buffers
        .writer()
        .start(Nf.type(type), Message.REQUEST | flags, socket.nextSequence())
        .header(family, 0, 0, 0);
  }

  private List<Message> single(String operation, Buffers buffers) {
    List<Message> answers = socket.exchange(operation, buffers);
    Refusal refusal = NetlinkSocket.firstRefusal(answers);
    if (refusal != null) {
      throw new KernelException(operation, refusal.errno(), refusal.explanation());
    }
    return answers;
  }

  /// Closes the socket: the tables it owns vanish, and the namespace may die. Idempotent.
  @Override
  public void close() {
    socket.close();
  }
}

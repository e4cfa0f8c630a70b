package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// The shape of set elements on the wire.
final class Elements {
  private Elements() {}

  /// Writes the list of elements up to and including the key of its only one; two nests are open.
  static MessageWriter open(MessageWriter out, Table table, String set, int key) {
    return list(out, table, set)
        .nest(Nf.SET_ELEM_LIST_ELEMENTS)
        .nest(Nf.LIST_ELEM)
        .nest(Nf.SET_ELEM_KEY)
        .raw32(Nf.DATA_VALUE, key)
        .end();
  }

  static MessageWriter list(MessageWriter out, Table table, String set) {
    return out.text(Nf.SET_ELEM_LIST_TABLE, table.name()).text(Nf.SET_ELEM_LIST_SET, set);
  }

  /// Writes the whole message for keys as they are.
  static void write(MessageWriter out, Table table, String set, List<byte[]> keys) {
    list(out, table, set).nest(Nf.SET_ELEM_LIST_ELEMENTS);
    for (byte[] key : keys) {
      out.nest(Nf.LIST_ELEM).nest(Nf.SET_ELEM_KEY).bytes(Nf.DATA_VALUE, key).end().end();
    }
    out.end().finish();
  }

  /// Adds the live elements in this message to the list.
  static void parse(Message message, List<ElementInfo> found) {
    AttributeReader attributes = message.attributes(Nf.HEADER);
    while (attributes.next()) {
      if (attributes.type() == Nf.SET_ELEM_LIST_ELEMENTS) {
        AttributeReader elements = attributes.nested();
        while (elements.next()) {
          element(elements.nested(), found);
        }
      }
    }
  }

  private static void element(AttributeReader attributes, List<ElementInfo> found) {
    OptionalInt key = OptionalInt.empty();
    long left = 0;
    while (attributes.next()) {
      if (attributes.type() == Nf.SET_ELEM_KEY) {
        AttributeReader data = attributes.nested();
        while (data.next()) {
          key = OptionalInt.of(data.raw32());
        }
      } else if (attributes.type() == Nf.SET_ELEM_EXPIRATION) {
        left = attributes.u64();
      }
    }
    // An expired element that hasn't been collected yet matches nothing, so it is not there.
    if (key.isPresent() && left > 0) {
      found.add(new ElementInfo(key.getAsInt(), Duration.ofMillis(left)));
    }
  }
}

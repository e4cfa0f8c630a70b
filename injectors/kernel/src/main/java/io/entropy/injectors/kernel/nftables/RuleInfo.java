package io.entropy.injectors.kernel.nftables;

import io.entropy.injectors.kernel.netlink.AttributeReader;
import io.entropy.injectors.kernel.netlink.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A rule read back from the kernel: as much of it as tells whether it is the one we made.
///
/// @param comment the comment nft(8) shows, empty when there is none
/// @param counters its counters, in the order of its expressions
/// @param key the first 32-bit constant it loads, which in our rules is the lease's key
/// @param target the chain it jumps or goes to, empty when it doesn't
public record RuleInfo(
    String chain, String comment, List<Counter> counters, OptionalInt key, String target) {

  static RuleInfo parse(Message message) {
    String chain = "";
    String comment = "";
    Expressions expressions = new Expressions();
    AttributeReader rule = message.attributes(Nf.HEADER);
    while (rule.next()) {
      switch (rule.type()) {
        case Nf.RULE_CHAIN -> chain = rule.text();
        case Nf.RULE_USERDATA -> comment = Comment.decode(rule.bytes());
        case Nf.RULE_EXPRESSIONS -> expressions.read(rule.nested());
        default -> {} // handles and positions
      }
    }
    return new RuleInfo(
        chain, comment, List.copyOf(expressions.counters), expressions.key, expressions.target);
  }

  private static final class Expressions {
    private final List<Counter> counters = new ArrayList<>(2);
    private OptionalInt key = OptionalInt.empty();
    private String target = "";

    void read(AttributeReader list) {
      while (list.next()) {
        AttributeReader expression = list.nested();
        String name = "";
        while (expression.next()) {
          if (expression.type() == Nf.EXPR_NAME) {
            name = expression.text();
          } else if (expression.type() == Nf.EXPR_DATA && name.equals("counter")) {
            counter(expression.nested());
          } else if (expression.type() == Nf.EXPR_DATA && name.equals("immediate")) {
            immediate(expression.nested());
          }
        }
      }
    }

    private void counter(AttributeReader data) {
      long packets = 0;
      long bytes = 0;
      while (data.next()) {
        if (data.type() == Nf.COUNTER_PACKETS) {
          packets = data.u64();
        } else if (data.type() == Nf.COUNTER_BYTES) {
          bytes = data.u64();
        }
      }
      counters.add(new Counter(packets, bytes));
    }

    private void immediate(AttributeReader data) {
      while (data.next()) {
        if (data.type() == Nf.IMMEDIATE_DATA) {
          value(data.nested());
        }
      }
    }

    private void value(AttributeReader data) {
      while (data.next()) {
        if (data.type() == Nf.DATA_VALUE && key.isEmpty()) {
          key = OptionalInt.of(data.raw32());
        } else if (data.type() == Nf.DATA_VERDICT) {
          AttributeReader verdict = data.nested();
          while (verdict.next()) {
            if (verdict.type() == Nf.VERDICT_CHAIN) {
              target = verdict.text();
            }
          }
        }
      }
    }
  }
}

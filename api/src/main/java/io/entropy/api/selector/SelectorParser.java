package io.entropy.api.selector;

import io.entropy.api.selector.Token.Kind;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;

/// Reads the grammar of [Selectors] by recursive descent with one token ahead. One thread.
final class SelectorParser {
  private final SelectorScanner scanner;
  private Token ahead;

  SelectorParser(SelectorScanner scanner) throws TextException {
    this.scanner = scanner;
    this.ahead = scanner.next();
  }

  List<Requirement> selector() throws TextException {
    List<Requirement> requirements = new ArrayList<>();
    do {
      requirements.add(requirement());
    } while (accept(Kind.COMMA));
    if (ahead.kind() != Kind.END) {
      throw error("can't go on here", "`,` and another requirement, or the end");
    }
    return List.copyOf(requirements);
  }

  private Requirement requirement() throws TextException {
    if (accept(Kind.NOT)) {
      return build(text("a label's key is missing", "a key, as in !k"), Operator.ABSENT, List.of());
    }
    String key = text("a label's key is missing", Selectors.EXPECTED);
    if (accept(Kind.EQUALS)) {
      return build(key, Operator.EQUALS, List.of(valueOrEmpty()));
    }
    if (accept(Kind.NOT_EQUALS)) {
      return build(key, Operator.NOT_EQUALS, List.of(valueOrEmpty()));
    }
    if (ahead.kind() == Kind.WORD && ahead.text().equals("in")) {
      ahead = scanner.next();
      return build(key, Operator.IN, values());
    }
    if (ahead.kind() != Kind.COMMA && ahead.kind() != Kind.END) {
      throw error("no such operator", "=, !=, in (…), a comma or the end after a key");
    }
    return build(key, Operator.EXISTS, List.of());
  }

  private List<String> values() throws TextException {
    if (!accept(Kind.OPEN)) {
      throw error("the values of `in` are missing", "`(`, as in k in (a,b)");
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(text("a value is missing", "a value, as in k in (a,b)"));
    } while (accept(Kind.COMMA));
    if (!accept(Kind.CLOSE)) {
      throw error("the values of `in` don't end", "`,` and another value, or `)`");
    }
    return values;
  }

  private boolean accept(Kind kind) throws TextException {
    if (ahead.kind() != kind) {
      return false;
    }
    ahead = scanner.next();
    return true;
  }

  private String valueOrEmpty() throws TextException {
    return ahead.kind() == Kind.COMMA || ahead.kind() == Kind.END
        ? ""
        : text("this isn't a value", "a value; in quotes if it has signs or spaces in it");
  }

  private String text(String problem, String expected) throws TextException {
    if (!ahead.isText()) {
      throw error(problem, expected);
    }
    String text = ahead.text();
    ahead = scanner.next();
    return text;
  }

  private TextException error(String problem, String expected) {
    return scanner.error(ahead.at(), problem, expected);
  }

  private static Requirement build(String key, Operator operator, List<String> values) {
    return Requirement.newBuilder().setKey(key).setOperator(operator).addAllValues(values).build();
  }
}

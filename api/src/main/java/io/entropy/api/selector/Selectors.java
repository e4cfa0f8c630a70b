package io.entropy.api.selector;

import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Selector;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Selectors as text, like those of Kubernetes:
///
/// ```
/// selector    = requirement { "," requirement }
/// requirement = key                          the label is there
///             | "!" key                      it isn't
///             | key ( "=" | "==" ) [ value ] it has that value
///             | key "!=" [ value ]           it doesn't have that value, or isn't there
///             | key "in" "(" value { "," value } ")"
/// key, value  = word | '"' … '"'
/// ```
///
/// A word is anything without whitespace and without `, = ! ( ) "`; whatever else a label holds
/// goes in quotes, with `\"` and `\\` inside.
public final class Selectors {
  public static final String EXPECTED = "k, !k, k=v, k!=v or k in (a,b), joined by commas";

  private static final Pattern WORD = Pattern.compile("[^\\s,=!()\"]+");

  private Selectors() {}

  /// At least one requirement.
  ///
  /// @throws TextException whose problem shows the text with a caret under the position
  public static List<Requirement> read(String text) throws TextException {
    return new SelectorParser(new SelectorScanner(text)).selector();
  }

  /// The same as a message, as `--exclude` takes it.
  public static Selector readSelector(String text) throws TextException {
    return Selector.newBuilder().addAllRequirements(read(text)).build();
  }

  public static String format(List<Requirement> requirements) {
    return requirements.stream().map(Selectors::format).collect(Collectors.joining(","));
  }

  public static String format(Requirement requirement) {
    String key = quoted(requirement.getKey());
    return switch (requirement.getOperator()) {
      case EXISTS -> key;
      case ABSENT -> "!" + key;
      case EQUALS -> key + "=" + values(requirement);
      case NOT_EQUALS -> key + "!=" + values(requirement);
      case IN -> key + " in (" + values(requirement) + ")";
      case OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("no operator: " + requirement);
    };
  }

  private static String values(Requirement requirement) {
    return requirement.getValuesList().stream()
        .map(Selectors::quoted)
        .collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    return WORD.matcher(text).matches()
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

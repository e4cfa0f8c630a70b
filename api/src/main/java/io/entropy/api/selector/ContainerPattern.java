package io.entropy.api.selector;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.entropy.api.text.TextException;

/// Which container names are meant: one exactly, or, behind `re2:`, those in which a RE2 expression
/// is found (anywhere: `^` and `$` anchor it).
///
/// The syntax is RE2's (https://github.com/google/re2/wiki/Syntax), which has neither back
/// references nor look-around and therefore matches in linear time.
public sealed interface ContainerPattern {
  String PREFIX = "re2:";
  String EXPECTED = "a container's name, or re2: and a RE2 expression such as re2:^voter-[0-9]+$";

  boolean matches(String name);

  static ContainerPattern read(String text) throws TextException {
    String typed = text.strip();
    if (!typed.startsWith(PREFIX)) {
      if (!typed.matches("/?[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
        throw new TextException("`" + typed + "` isn't a container's name", EXPECTED);
      }
      return new Exactly(typed.startsWith("/") ? typed.substring(1) : typed);
    }
    String expression = typed.substring(PREFIX.length());
    if (expression.isEmpty()) {
      throw new TextException("the expression is missing", EXPECTED);
    }
    try {
      return new Re2(Pattern.compile(expression));
    } catch (PatternSyntaxException e) {
      throw new TextException(
          "`" + expression + "` isn't a RE2 expression: " + e.getDescription(), EXPECTED);
    }
  }

  /// One name, exactly.
  record Exactly(String name) implements ContainerPattern {
    @Override
    public boolean matches(String other) {
      return name.equals(other);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Names in which the expression is found.
  record Re2(Pattern expression) implements ContainerPattern {
    @Override
    public boolean matches(String name) {
      return expression.matcher(name).find();
    }

    @Override
    public String toString() {
      return PREFIX + expression.pattern();
    }
  }
}

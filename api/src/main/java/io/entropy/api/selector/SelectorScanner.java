package io.entropy.api.selector;

import io.entropy.api.selector.Token.Kind;
import io.entropy.api.text.TextException;

/// Cuts a selector's text into tokens. One thread.
final class SelectorScanner {
  private final String text;
  private int at;

  SelectorScanner(String text) {
    this.text = text;
  }

  Token next() throws TextException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at);
    }
    return switch (text.charAt(at)) {
      case ',' -> sign(Kind.COMMA, 1);
      case '(' -> sign(Kind.OPEN, 1);
      case ')' -> sign(Kind.CLOSE, 1);
      case '=' -> sign(Kind.EQUALS, follows('=') ? 2 : 1);
      case '!' -> follows('=') ? sign(Kind.NOT_EQUALS, 2) : sign(Kind.NOT, 1);
      case '"' -> quoted();
      default -> word();
    };
  }

  /// An error that shows the text, a caret under the position, and what would be valid.
  TextException error(int position, String problem, String expected) {
    String shown = text.replaceAll("\\s", " ");
    String caret = " ".repeat(shown.codePointCount(0, position)) + "^";
    return new TextException(problem + "\n  " + shown + "\n  " + caret, expected);
  }

  private boolean follows(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  private Token sign(Kind kind, int length) {
    Token token = new Token(kind, text.substring(at, at + length), at);
    at += length;
    return token;
  }

  private Token word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return new Token(Kind.WORD, text.substring(start, at), start);
  }

  private static boolean isWordPart(char c) {
    return !Character.isWhitespace(c) && ",=!()\"".indexOf(c) < 0;
  }

  private Token quoted() throws TextException {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new Token(Kind.QUOTED, content.toString(), start);
      }
      content.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
    }
    throw error(start, "this quote is never closed", "a closing \"");
  }
}

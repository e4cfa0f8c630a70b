package io.entropy.api.selector;

/// A piece of a selector's text.
///
/// @param text of a word, what it stands for, without its quotes
/// @param at where it begins
record Token(Kind kind, String text, int at) {

  enum Kind {
    WORD,
    QUOTED,
    COMMA,
    NOT,
    EQUALS,
    NOT_EQUALS,
    OPEN,
    CLOSE,
    END
  }

  boolean isText() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}

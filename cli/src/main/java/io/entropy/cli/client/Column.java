package io.entropy.cli.client;

import java.util.function.Function;

/// A column of a table.
///
/// @param wide whether only `-o wide` shows it
record Column<T>(String name, boolean wide, Function<T, String> text) {

  static <T> Column<T> of(String name, Function<T, String> text) {
    return new Column<>(name, false, text);
  }

  static <T> Column<T> wide(String name, Function<T, String> text) {
    return new Column<>(name, true, text);
  }
}

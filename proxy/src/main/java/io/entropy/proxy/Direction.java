package io.entropy.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which way data goes.
enum Direction {
  /// From the client to the server.
  UPSTREAM,
  /// From the server to the client.
  DOWNSTREAM;

  static Optional<Direction> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(d -> d.word().equals(lower)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.entropy.cli.client;

import io.entropy.api.text.TextException;
import java.util.Arrays;
import java.util.Locale;

/// How objects are shown.
enum Format {
  TABLE,
  /// With the columns that few want.
  WIDE,
  /// As the API has them, for programs.
  JSON,
  YAML;

  static Format read(String text) throws TextException {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new TextException("`" + text + "` is no format", "table, wide, json or yaml"));
  }
}

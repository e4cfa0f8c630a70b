package io.entropy.injectors.rate;

import io.entropy.api.text.TextException;
import java.math.BigDecimal;
import java.util.Map;

/// So many bytes, as text the way tc(8) has it: `16kb`, `32k`, `1mb`, `128kbit`; a number alone is
/// bytes; k is 1024.
record ByteSize(long bytes) {
  static final long LEAST = 1;
  static final long MOST = 256 << 20;
  static final String EXPECTED =
      "a number of bytes, with k, kb, m or mb for 1024 and 1024² of them, or kbit or mbit, from 1 to"
          + " 256mb, such as 16kb";

  /// In bits.
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 8L,
          "b", 8L,
          "k", 8L << 10,
          "kb", 8L << 10,
          "m", 8L << 20,
          "mb", 8L << 20,
          "bit", 1L,
          "kbit", 1L << 10,
          "mbit", 1L << 20);

  static ByteSize read(String text) throws TextException {
    Quantity quantity = Quantity.read(text, EXPECTED);
    Long bits = UNITS.get(quantity.unit());
    if (bits == null) {
      throw new TextException("`" + quantity.unit() + "` is no unit of sizes", EXPECTED);
    }
    long bytes =
        quantity
            .number()
            .multiply(BigDecimal.valueOf(bits))
            .divide(BigDecimal.valueOf(8))
            .longValue();
    if (bytes < LEAST || bytes > MOST) {
      throw new TextException("`" + text.strip() + "` is outside 1–256mb", EXPECTED);
    }
    return new ByteSize(bytes);
  }
}

package io.entropy.injectors.rate;

import io.entropy.api.text.TextException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// So many bits a second, as text the way tc(8) has it: `1mbit`, `500kbit`, `2.5gbit`; with `bps`
/// bytes are meant: `125kbps` is `1mbit`. Unlike tc, a number alone is refused: it would be bits.
///
/// @param bitsPerSecond from 8 kbit to 100 gbit, in whole bytes
record Bandwidth(long bitsPerSecond) {
  static final long LEAST = 8_000;
  static final long MOST = 100_000_000_000L;
  static final String EXPECTED =
      "a number with bit, kbit, mbit or gbit (bits a second) or bps, kbps, mbps or gbps (bytes a"
          + " second), from 8kbit to 100gbit, such as 1mbit";

  private static final Map<String, Long> PREFIXES =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "m", 1_000_000L,
          "g", 1_000_000_000L,
          "t", 1_000_000_000_000L,
          "ki", 1L << 10,
          "mi", 1L << 20,
          "gi", 1L << 30,
          "ti", 1L << 40);

  static Bandwidth read(String text) throws TextException {
    Quantity quantity = Quantity.read(text, EXPECTED);
    BigDecimal bits = quantity.number().multiply(BigDecimal.valueOf(factor(quantity)));
    if (bits.compareTo(BigDecimal.valueOf(LEAST)) < 0
        || bits.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new TextException("`" + text.strip() + "` is outside 8kbit–100gbit", EXPECTED);
    }
    return new Bandwidth(bits.longValue() / 8 * 8);
  }

  private static long factor(Quantity quantity) throws TextException {
    String unit = quantity.unit();
    if (unit.isEmpty()) {
      throw new TextException("`" + quantity.text() + "` has no unit", EXPECTED);
    }
    int bits = unit.endsWith("bps") ? 8 : 1;
    String prefix =
        unit.endsWith("bps") || unit.endsWith("bit") ? unit.substring(0, unit.length() - 3) : "?";
    return bits
        * Optional.ofNullable(PREFIXES.get(prefix))
            .orElseThrow(() -> new TextException("`" + unit + "` is no unit of rates", EXPECTED));
  }

  long bytesPerSecond() {
    return bitsPerSecond / 8;
  }

  /// For people: `1 Mbit/s`.
  static String words(double bitsPerSecond) {
    String[] units = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s"};
    int unit = 0;
    double value = bitsPerSecond;
    while (value >= 1000 && unit + 1 < units.length) {
      value /= 1000;
      unit++;
    }
    String digits = value == Math.rint(value) ? "%.0f" : "%.3g";
    return String.format(Locale.ROOT, digits + " %s", value, units[unit]);
  }

  @Override
  public String toString() {
    return words((double) bitsPerSecond);
  }
}

package io.entropy.injectors.stress;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes as text: `64MiB`, `1.5GB`, `4096`; units in powers of 1024 with an `i`, else
/// of 1000.
record ByteSize(long bytes) {
  static final String EXPECTED = "a size such as 64MiB, 500MB or 1048576, from 4KiB to 1PiB";

  private static final long LEAST = 1 << 12;
  private static final long MOST = 1L << 50;
  private static final Pattern TEXT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([kKMGT]i?)?B?");

  /// Empty when it isn't one.
  static Optional<ByteSize> read(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || text.length() > 40) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
    int base = unit.endsWith("I") ? 1024 : 1000;
    int power = unit.isEmpty() ? 0 : 1 + "KMGT".indexOf(unit.charAt(0));
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(base).pow(power));
    boolean inRange =
        bytes.compareTo(BigDecimal.valueOf(LEAST)) >= 0
            && bytes.compareTo(BigDecimal.valueOf(MOST)) <= 0;
    return inRange ? Optional.of(new ByteSize(bytes.longValue())) : Optional.empty();
  }

  /// In the largest unit that leaves something before the point: `64MiB`, `1.5GiB`.
  @Override
  public String toString() {
    List<String> units = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < units.size() - 1) {
      value /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.1f", value);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + units.get(unit);
  }
}

package io.entropy.injectors.toxiproxy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate as Toxiproxy counts it, read from text such as `800kbit`.
///
/// @param kilobytes of 1000 bytes, each second
record Rate(long kilobytes) {
  static final String EXPECTED =
      "a rate from 8kbit to 100gbit in whole kB/s, such as 800kbit or 1mbit";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(kbit|mbit|gbit)");
  private static final Map<String, Long> KILOBITS =
      Map.of("kbit", 1L, "mbit", 1000L, "gbit", 1_000_000L);
  private static final long MOST_KILOBITS = 100_000_000;

  static Optional<Rate> read(String text) {
    Matcher parts = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    long kilobits = Long.parseLong(parts.group(1)) * KILOBITS.getOrDefault(parts.group(2), 0L);
    boolean valid = kilobits >= 8 && kilobits <= MOST_KILOBITS && kilobits % 8 == 0;
    return valid ? Optional.of(new Rate(kilobits / 8)) : Optional.empty();
  }
}

package io.entropy.api.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as text: numbers with units, largest first, such as `250ms`, `1.5s`, `1m30s`, `2h`.
/// Down to the nanosecond.
public final class Durations {
  private static final Map<String, Long> NANOS = new LinkedHashMap<>();

  static {
    NANOS.put("d", 86_400_000_000_000L);
    NANOS.put("h", 3_600_000_000_000L);
    NANOS.put("m", 60_000_000_000L);
    NANOS.put("s", 1_000_000_000L);
    NANOS.put("ms", 1_000_000L);
    NANOS.put("us", 1_000L);
    NANOS.put("ns", 1L);
  }

  private static final String UNITS = "ns, us, ms, s, m, h or d";
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([a-zµμ]*)");

  private Durations() {}

  /// Reads a duration.
  ///
  /// @throws TextException when it isn't a duration, or not in the range
  public static Duration read(String text, DurationRange range) throws TextException {
    String typed = text.strip();
    boolean negative = typed.startsWith("-");
    Duration length = sum(typed, negative ? typed.substring(1) : typed, range);
    Duration value = negative ? length.negated() : length;
    var problem = range.problem(value);
    if (problem.isPresent()) {
      throw new TextException("`" + typed + "` " + problem.get(), expected(range));
    }
    return value;
  }

  /// A duration above zero.
  public static Duration read(String text) throws TextException {
    return read(text, DurationRange.positive());
  }

  /// What a duration looks like, for help and errors.
  public static String expected(DurationRange range) {
    return "a duration" + range.words() + ", such as 250ms, 1.5s or 1m30s (units: " + UNITS + ")";
  }

  /// Whole units, largest first, without empty ones: `1m30s`, `1s500ms`, `0s`.
  public static String format(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    StringBuilder out = new StringBuilder(value.isNegative() ? "-" : "");
    Duration length = value.abs();
    int nanos = length.toNanosPart();
    add(out, length.toDays(), "d");
    add(out, length.toHoursPart(), "h");
    add(out, length.toMinutesPart(), "m");
    add(out, length.toSecondsPart(), "s");
    add(out, nanos / 1_000_000, "ms");
    add(out, nanos / 1_000 % 1_000, "us");
    add(out, nanos % 1_000, "ns");
    return out.toString();
  }

  private static void add(StringBuilder out, long number, String unit) {
    if (number > 0) {
      out.append(number).append(unit);
    }
  }

  private static Duration sum(String typed, String text, DurationRange range) throws TextException {
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    long previous = Long.MAX_VALUE;
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      long unit = unit(typed, part.group(2), range);
      if (unit >= previous) {
        throw bad(typed, "has units out of order or twice", range);
      }
      previous = unit;
      BigDecimal number =
          Decimals.read(part.group(1)).orElseThrow(() -> bad(typed, "is too long a number", range));
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(unit)));
      at = part.end();
    }
    if (at == 0 || at < text.length()) {
      throw bad(typed, "isn't a duration", range);
    }
    return duration(typed, nanos, range);
  }

  private static long unit(String typed, String name, DurationRange range) throws TextException {
    if (name.isEmpty()) {
      throw bad(typed, "lacks a unit", range);
    }
    Long unit = NANOS.get(name.replace('µ', 'u').replace('μ', 'u'));
    if (unit == null) {
      throw bad(typed, "has the unknown unit `" + name + "`", range);
    }
    return unit;
  }

  private static Duration duration(String typed, BigDecimal nanos, DurationRange range)
      throws TextException {
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw bad(typed, "is finer than a nanosecond", range);
    }
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    // What protobuf's Duration holds: 10,000 years.
    if (parts[0].compareTo(BigDecimal.valueOf(315_576_000_000L)) > 0) {
      throw bad(typed, "is above 10,000 years", range);
    }
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static TextException bad(String typed, String problem, DurationRange range) {
    return new TextException("`" + typed + "` " + problem, expected(range));
  }
}

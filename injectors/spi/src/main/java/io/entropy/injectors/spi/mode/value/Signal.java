package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.TextException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A signal of Linux, by its number: signal(7), the table of x86 and ARM.
///
/// @param number from 1 to 64
public record Signal(int number) {
  public static final Signal KILL = new Signal(9);
  public static final Signal TERM = new Signal(15);

  static final String EXPECTED =
      "a signal's name such as KILL or SIGTERM, or its number from 1 to 64";

  private static final List<String> STANDARD =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");
  private static final Map<String, String> SYNONYMS =
      Map.of("IOT", "ABRT", "CLD", "CHLD", "POLL", "IO");

  /// As the C library numbers them: the two below are its own.
  private static final int FIRST_REAL_TIME = 34;

  private static final int LAST = 64;
  private static final Pattern REAL_TIME = Pattern.compile("RT(MIN|MAX)(?:([+-])([0-9]{1,2}))?");

  public Signal {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("no signal " + number);
    }
  }

  /// Its name with or without SIG, in any case, or its number.
  public static Signal read(String text) throws TextException {
    String typed = text.strip();
    String name = typed.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    Optional<Integer> number =
        name.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(name)) : numbered(name);
    return number
        .filter(n -> n >= 1 && n <= LAST)
        .map(Signal::new)
        .orElseThrow(() -> unknown(typed, name));
  }

  private static TextException unknown(String typed, String name) {
    String problem =
        typed.isEmpty()
            ? "the signal is missing"
            : "there is no signal `" + typed + "`" + Nearest.hint(name, names());
    return new TextException(problem, EXPECTED);
  }

  private static Optional<Integer> numbered(String name) {
    int index = STANDARD.indexOf(SYNONYMS.getOrDefault(name, name));
    return index >= 0 ? Optional.of(index + 1) : realTime(name);
  }

  private static Optional<Integer> realTime(String name) {
    Matcher matcher = REAL_TIME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean fromFirst = matcher.group(1).equals("MIN");
    int offset = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    boolean outwards = matcher.group(2) != null && fromFirst != matcher.group(2).equals("+");
    int number = fromFirst ? FIRST_REAL_TIME + offset : LAST - offset;
    return outwards || number < FIRST_REAL_TIME ? Optional.empty() : Optional.of(number);
  }

  /// The names of those that have one of their own, by number.
  static List<String> names() {
    return STANDARD;
  }

  /// Its name without SIG; the number of one without a name.
  @Override
  public String toString() {
    if (number <= STANDARD.size()) {
      return STANDARD.get(number - 1);
    }
    return number < FIRST_REAL_TIME
        ? Integer.toString(number)
        : number == FIRST_REAL_TIME ? "RTMIN" : "RTMIN+" + (number - FIRST_REAL_TIME);
  }
}

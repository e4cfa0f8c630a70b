package io.entropy.api.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A set of TCP or UDP ports. As text `80,443,8000-8080`.
///
/// @param ranges at least one; ascending, and apart from each other, whatever was given
public record Ports(List<PortRange> ranges) {
  public static final String EXPECTED =
      "ports from 1 to 65535, single or as ranges, such as 80,443,8000-8080";

  private static final CountRange PORT = new CountRange(1, PortRange.MOST);

  public Ports {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("no ports");
    }
    ranges = merge(ranges);
  }

  public static Ports read(String text) throws TextException {
    List<PortRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      ranges.add(range(part.strip()));
    }
    return new Ports(ranges);
  }

  @Override
  public String toString() {
    return ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
  }

  private static PortRange range(String part) throws TextException {
    int dash = part.indexOf('-', 1);
    int first = port(dash < 0 ? part : part.substring(0, dash));
    int last = dash < 0 ? first : port(part.substring(dash + 1));
    if (first > last) {
      throw new TextException(
          "`" + part + "` runs backwards; did you mean " + last + "-" + first + "?", EXPECTED);
    }
    return new PortRange(first, last);
  }

  private static int port(String text) throws TextException {
    if (text.isEmpty()) {
      throw new TextException("a port is missing", EXPECTED);
    }
    try {
      return (int) Counts.read(text, PORT);
    } catch (TextException e) {
      throw new TextException(e.problem().replace("a whole number", "a port"), EXPECTED);
    }
  }

  /// The kernel's interval sets refuse overlaps, and what touches is one range.
  private static List<PortRange> merge(List<PortRange> ranges) {
    List<PortRange> merged = new ArrayList<>();
    for (PortRange next :
        ranges.stream().sorted(Comparator.comparingInt(PortRange::first)).toList()) {
      PortRange last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && next.first() <= last.last() + 1) {
        merged.removeLast();
        merged.add(new PortRange(last.first(), Math.max(last.last(), next.last())));
      } else {
        merged.add(next);
      }
    }
    return List.copyOf(merged);
  }
}

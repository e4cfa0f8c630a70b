package io.entropy.bench.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one bench found: aligned rows, of medians if not of something else, each beside what it's
/// compared with, and a verdict on each target.
public final class Report {
  private static final List<String> HEAD = List.of("", "median", "p90", "n", "");

  private final String title;
  private final Unit unit;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /// Of times.
  public Report(String title, Unit unit) {
    this(title, unit, HEAD);
  }

  /// Of whatever the head says, in [#cells].
  public Report(String title, List<String> head) {
    this(title, Unit.MILLIS, head);
  }

  private Report(String title, Unit unit, List<String> head) {
    this.title = title;
    this.unit = unit;
    rows.add(head);
  }

  /// Adds a row below that head.
  public Report cells(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  public Report row(String what, Samples samples) {
    return row(what, samples, "");
  }

  /// Adds a row.
  ///
  /// @param beside what the median is compared with, and how it compares
  public Report row(String what, Samples samples, String beside) {
    rows.add(
        List.of(
            what,
            unit.format(samples.median()),
            unit.format(samples.p90()),
            Integer.toString(samples.count()),
            beside));
    return this;
  }

  /// A line below the table.
  public Report note(String line) {
    lines.add("  " + line);
    return this;
  }

  public Report verdict(boolean met, String target, String found) {
    lines.add("  %s  target %s: %s".formatted(met ? "MET   " : "MISSED", target, found));
    return this;
  }

  /// `1,234×`
  public static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f×" : "%,.0f×", ratio);
  }

  public void print(PrintStream out) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    out.println();
    out.println(title);
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String pad = " ".repeat(widths[i] - cell.length());
        boolean text = i == 0 || i == widths.length - 1;
        line.append(text ? cell + pad : pad + cell).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
    lines.forEach(out::println);
    out.flush();
  }
}

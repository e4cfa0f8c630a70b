package io.entropy.api.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The valid word that is nearest to a mistyped one.
public final class Nearest {
  private Nearest() {}

  /// The nearest of the valid words, unless none is near enough to be what was meant: at most a
  /// third of the longer word's letters may differ (one always may). Upper case counts as lower,
  /// `-` as `_`.
  public static Optional<String> to(String typed, Collection<String> valid) {
    String wanted = fold(typed);
    return valid.stream()
        .filter(v -> distance(wanted, fold(v)) <= allowed(wanted, v))
        .min(
            Comparator.comparingInt((String v) -> distance(wanted, fold(v))).thenComparing(v -> v));
  }

  /// "; did you mean `recv_drop`?" to put behind a problem; empty when nothing is near.
  public static String hint(String typed, Collection<String> valid) {
    return to(typed, valid).map(v -> "; did you mean `" + v + "`?").orElse("");
  }

  private static int allowed(String a, String b) {
    return Math.max(1, Math.max(a.length(), b.length()) / 3);
  }

  private static String fold(String s) {
    return s.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours count 1.
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}

package io.entropy.bench.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The samples of a soak, numbered from 1, each with the figures that it has.
final class Series {
  private record Sample(int number, double hours, Map<Figure, Double> figures) {}

  private final List<Sample> samples = new ArrayList<>();

  /// Adds one.
  ///
  /// @param hours since the start
  void add(int number, double hours, Map<Figure, Double> figures) {
    samples.add(new Sample(number, hours, new EnumMap<>(figures)));
  }

  /// The mean of the samples with these numbers that have the figure.
  double mean(Figure figure, IntPredicate which) {
    return Growth.mean(values(figure, which));
  }

  Growth growth(Figure figure, IntPredicate which) {
    double[] hours = having(figure, which).stream().mapToDouble(Sample::hours).toArray();
    return Growth.of(hours, values(figure, which));
  }

  private double[] values(Figure figure, IntPredicate which) {
    return having(figure, which).stream().mapToDouble(s -> s.figures.get(figure)).toArray();
  }

  private List<Sample> having(Figure figure, IntPredicate which) {
    return samples.stream()
        .filter(s -> which.test(s.number) && s.figures.containsKey(figure))
        .toList();
  }
}

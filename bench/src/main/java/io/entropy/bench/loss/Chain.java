package io.entropy.bench.loss;

import java.util.Arrays;
import java.util.Map;

/// A Markov chain of which each state loses a share of the packets that find it: what is known of
/// the loss models of tc-netem(8), written down once more and apart from those that make them.
final class Chain {
  private static final int LONG = 10_000;

  /// From each state to each, 0 to 1.
  private final double[][] moves;

  /// Of each state, 0 to 1.
  private final double[] losses;

  private Chain(double[][] moves, double[] losses) {
    this.moves = moves;
    this.losses = losses;
  }

  /// Good and bad (Gilbert 1960, Elliott 1963).
  ///
  /// @param percent `p`, `r`, `h`, `k`
  static Chain gilbertElliott(Map<String, Double> percent) {
    double p = percent.getOrDefault("p", 0.0) / 100;
    double r = percent.getOrDefault("r", 0.0) / 100;
    double h = percent.getOrDefault("h", 0.0) / 100;
    double k = percent.getOrDefault("k", 100.0) / 100;
    return new Chain(new double[][] {{1 - p, p}, {r, 1 - r}}, new double[] {1 - k, 1 - h});
  }

  /// Received in a gap, received in a burst, lost in a burst, lost in a gap (Salsano, Ludovici,
  /// Ordine 2009).
  ///
  /// @param percent `p13`, `p31`, `p32`, `p23`, `p14`
  static Chain fourState(Map<String, Double> percent) {
    double p13 = percent.getOrDefault("p13", 0.0) / 100;
    double p31 = percent.getOrDefault("p31", 0.0) / 100;
    double p32 = percent.getOrDefault("p32", 0.0) / 100;
    double p23 = percent.getOrDefault("p23", 100.0) / 100;
    double p14 = percent.getOrDefault("p14", 0.0) / 100;
    double[][] moves = {
      {1 - p13 - p14, 0, p13, p14}, {0, 1 - p23, p23, 0}, {p31, p32, 1 - p31 - p32, 0}, {1, 0, 0, 0}
    };
    return new Chain(moves, new double[] {0, 0, 1, 1});
  }

  /// The share of time in each state.
  private double[] stationary() {
    double[] state = new double[losses.length];
    Arrays.fill(state, 1.0 / state.length);
    for (int i = 0; i < LONG; i++) {
      state = moved(state);
    }
    return state;
  }

  private double[] moved(double[] from) {
    double[] to = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[j] += from[i] * moves[i][j];
      }
    }
    return to;
  }

  /// How likely each pattern of successive packets is: by its bits, the first packet's lowest, 1
  /// for a lost one.
  double[] patterns(int length) {
    double[] probabilities = new double[1 << length];
    for (int pattern = 0; pattern < probabilities.length; pattern++) {
      double[] state = stationary();
      for (int i = 0; i < length; i++) {
        state = i == 0 ? state : moved(state);
        for (int s = 0; s < state.length; s++) {
          state[s] *= (pattern >> i & 1) == 1 ? losses[s] : 1 - losses[s];
        }
      }
      probabilities[pattern] = Arrays.stream(state).sum();
    }
    return probabilities;
  }
}

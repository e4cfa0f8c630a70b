package io.entropy.injectors.drop.model;

import java.util.Arrays;

/// What a loss chain does in the long run. Pure.
///
/// A packet's state and lot (lost or not) are together a Markov chain. Counts over its steps are
/// normal in the long run, with a variance that their solution of Poisson's equation gives (Meyn
/// and Tweedie, *Markov Chains and Stochastic Stability*, 17.4): losses that come in bursts vary
/// far more than independent ones. A mean run is the ratio of two such counts, lost packets and
/// beginnings of runs; its variance is that of the first less the ratio times the second (the delta
/// method).
///
/// @param share of packets that are lost, 0 to 1
/// @param runs how many runs of lost packets begin, for each packet
/// @param run how many packets are lost in a row, on average; 0 when runs don't begin again
/// @param shareVariance of the number of lost packets, for each packet
/// @param runVariance of the number of lost packets less `run` times that of runs, for each packet
/// @param headStart how many more packets are lost than `share` says since the chain begins in
///   state 0 and not anywhere
public record ChainStatistics(
    double share,
    double runs,
    double run,
    double shareVariance,
    double runVariance,
    double headStart) {

  /// What counts as none, after rounding.
  private static final double NONE = 1e-12;

  public static ChainStatistics of(LossChain chain) {
    double[][] moves = moves(chain);
    double[] usual = stationary(moves);
    double[][] lots = withLots(chain, moves);
    double[] usualLots = stationary(lots);
    double share = 0;
    for (int state = 0; state < usual.length; state++) {
      share += usual[state] * chain.loss(state);
    }
    double runs = mean(lots, usualLots, 0, 1);
    double run = runs < NONE ? 0 : share / runs;
    return new ChainStatistics(
        share,
        runs < NONE ? 0 : runs,
        run,
        variance(lots, usualLots, 1, 0),
        variance(lots, usualLots, 1, -run),
        headStart(chain, moves, usual, share));
  }

  /// Those of the chain, but from states that it never gets into back to its first: it has one set
  /// of states in which it stays, then.
  private static double[][] moves(LossChain chain) {
    int states = chain.states();
    boolean[] reached = new boolean[states];
    reach(chain, 0, reached);
    double[][] moves = new double[states][states];
    for (int from = 0; from < states; from++) {
      for (int to = 0; to < states; to++) {
        moves[from][to] = reached[from] ? chain.move(from, to) : to == 0 ? 1 : 0;
      }
    }
    return moves;
  }

  private static void reach(LossChain chain, int state, boolean[] reached) {
    reached[state] = true;
    for (int to = 0; to < reached.length; to++) {
      if (!reached[to] && chain.move(state, to) > 0) {
        reach(chain, to, reached);
      }
    }
  }

  /// The chain of a packet's state and lot: `2 * state`, and one more when it's lost.
  private static double[][] withLots(LossChain chain, double[][] moves) {
    int size = 2 * moves.length;
    double[][] lots = new double[size][size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        double loss = chain.loss(to / 2);
        lots[from][to] = moves[from / 2][to / 2] * (to % 2 == 1 ? loss : 1 - loss);
      }
    }
    return lots;
  }

  /// The `π` with `π (I − P + 1) = 1`, where 1 is all ones (Resnick, *Adventures in Stochastic
  /// Processes*, 2.14).
  private static double[] stationary(double[][] moves) {
    int size = moves.length;
    double[][] equations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        equations[j][i] = (i == j ? 1 : 0) - moves[i][j] + 1;
      }
    }
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return LinearSystem.solve(equations, ones);
  }

  /// What a step counts for, when a lost packet and the beginning of a run do so much.
  private static double worth(int from, int to, double loss, double beginning) {
    return to % 2 == 0 ? 0 : loss + (from % 2 == 0 ? beginning : 0);
  }

  private static double mean(double[][] lots, double[] usual, double loss, double beginning) {
    double mean = 0;
    for (int from = 0; from < usual.length; from++) {
      for (int to = 0; to < usual.length; to++) {
        mean += usual[from] * lots[from][to] * worth(from, to, loss, beginning);
      }
    }
    return mean;
  }

  private static double variance(double[][] lots, double[] usual, double loss, double beginning) {
    int size = usual.length;
    double mean = mean(lots, usual, loss, beginning);
    double[] excess = new double[size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        excess[from] += lots[from][to] * (worth(from, to, loss, beginning) - mean);
      }
    }
    double[] ahead = poisson(lots, usual, excess);
    double variance = 0;
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        double step = worth(from, to, loss, beginning) - mean + ahead[to] - ahead[from];
        variance += usual[from] * lots[from][to] * step * step;
      }
    }
    return variance < NONE ? 0 : variance;
  }

  /// The `h` with `h − P h = excess` and `π h = 0`.
  private static double[] poisson(double[][] moves, double[] usual, double[] excess) {
    int size = usual.length;
    double[][] equations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        equations[i][j] = (i == j ? 1 : 0) - moves[i][j] + usual[j];
      }
    }
    return LinearSystem.solve(equations, excess);
  }

  private static double headStart(LossChain chain, double[][] moves, double[] usual, double share) {
    double[] excess = new double[usual.length];
    for (int state = 0; state < excess.length; state++) {
      excess[state] = chain.loss(state) - share;
    }
    double[] ahead = poisson(moves, usual, excess);
    double first = 0;
    for (int state = 0; state < excess.length; state++) {
      first += moves[0][state] * ahead[state];
    }
    return chain.movesFirst() ? first : ahead[0];
  }
}

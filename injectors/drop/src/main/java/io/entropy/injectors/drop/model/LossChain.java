package io.entropy.injectors.drop.model;

/// A Markov chain that moves once a packet, and loses some packets in some of its states. It begins
/// in state 0. Immutable.
public final class LossChain {
  private final double[][] moves;
  private final double[] losses;
  private final boolean movesFirst;

  /// @param moves the probabilities of each state's successors
  /// @param losses how probably a packet is lost in each state
  /// @param movesFirst whether a packet finds the state after the move, else the one before
  LossChain(double[][] moves, double[] losses, boolean movesFirst) {
    this.moves = moves;
    this.losses = losses;
    this.movesFirst = movesFirst;
  }

  int states() {
    return losses.length;
  }

  double move(int from, int to) {
    return moves[from][to];
  }

  double loss(int state) {
    return losses[state];
  }

  boolean movesFirst() {
    return movesFirst;
  }

  /// The state after this one.
  ///
  /// @param dice within `[0, 1)`
  int next(int state, double dice) {
    double[] chances = moves[state];
    double left = dice;
    for (int to = 0; to < chances.length; to++) {
      left -= chances[to];
      if (left < 0) {
        return to;
      }
    }
    // What rounding has left over.
    return state;
  }
}

package io.entropy.bench.inject;

import io.entropy.bench.measure.Samples;

/// The steps of an injection and its end, each timed in every round.
record Steps(
    Samples plan,
    Samples undo,
    Samples apply,
    Samples release,
    Samples verify,
    Samples end,
    Samples observe,
    Samples revert,
    Samples done) {

  static Steps none() {
    return new Steps(
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples(),
        new Samples());
  }

  /// From the undo record on disk to the first packet that is hit.
  Samples kernelInject() {
    return apply.plus(release);
  }

  /// From the last packet that is hit to nothing left.
  Samples kernelRevert() {
    return end.plus(observe).plus(revert);
  }
}

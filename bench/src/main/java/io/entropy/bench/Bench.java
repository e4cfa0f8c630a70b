package io.entropy.bench;

import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;

/// One claim and its measurement.
public interface Bench {

  /// As it's asked for on the command line.
  String name();

  /// Whether it takes too long to be run with all others.
  default boolean onlyWhenNamed() {
    return false;
  }

  /// Measures and reports. Whatever it makes is gone when it returns or throws; interrupting its
  /// thread ends it early.
  ///
  /// @throws Exception when it could not measure: a target that was missed is none
  Report run(Workbench bench) throws Exception;
}

package io.entropy.store.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// The store as a linearizable map, by Lincheck: random programs of two threads, run many times
/// over (stress), and through chosen interleavings of their memory accesses (model checking).
final class LinearizabilityIT {

  @Test
  void everyResultIsExplainedBySomeOrderOfTheOperations() {
    new StressOptions()
        .iterations(100)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(1)
        .check(MapOperations.class);
  }

  @Test
  void underChosenInterleavingsToo() {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(1)
        .check(MapOperations.class);
  }

  /// Otherwise the tests above might be passing because nothing is checked on this JDK.
  @Test
  void lostUpdatesWouldBeFound() {
    var options =
        new ModelCheckingOptions()
            .iterations(3)
            .invocationsPerIteration(100)
            .threads(2)
            .actorsPerThread(2)
            .actorsBefore(0)
            .actorsAfter(0)
            .minimizeFailedScenario(false);
    assertThatThrownBy(() -> options.check(LosesUpdates.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  /// A counter that reads and writes apart.
  public static final class LosesUpdates {
    private volatile int count;

    @Operation
    public int increment() {
      int read = count;
      count = read + 1;
      return read + 1;
    }
  }
}

package io.entropy.store.watch;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// A watch's queue by Lincheck: commits come in order and whole, the end is told once, whatever the
/// hub, the reader and who closes it do at once.
final class WatchQueueLinearizabilityIT {

  @Test
  void everyResultIsExplainedBySomeOrderOfTheOperations() {
    new StressOptions()
        .iterations(12)
        .invocationsPerIteration(400)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .check(QueueOperations.class);
  }

  @Test
  void underChosenInterleavingsToo() {
    new ModelCheckingOptions()
        .iterations(10)
        .invocationsPerIteration(150)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .check(QueueOperations.class);
  }
}

package io.entropy.store.conformance;

import io.entropy.store.StoreLimits;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random histories against a naive model. A failure tells its seed and the shortest history found
/// that still fails.
interface HistoryConformance extends StoreUnderTest {
  /// Small, so that watches are cut and histories compacted now and then.
  StoreLimits SMALL = StoreLimits.DEFAULT.withWatchQueue(12).withHistory(6);

  @Test
  default void randomHistoriesDoAsTheModelDoes() {
    for (int seed = 0; seed < histories(); seed++) {
      List<Step> steps = new RandomHistory(new Random(seed)).steps(40);
      Throwable failure = failure(steps);
      if (failure != null) {
        List<Step> shortest = new Shrinker(s -> failure(s) != null).shrink(steps);
        throw new AssertionError(
            "seed %d fails; shortest failing history:%n%s"
                .formatted(
                    seed, shortest.stream().map(Step::toString).collect(Collectors.joining("\n"))),
            failure);
      }
    }
  }

  private @Nullable Throwable failure(List<Step> steps) {
    try (var run = new HistoryRun(open(SMALL))) {
      run.run(steps);
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }
}

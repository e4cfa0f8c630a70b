package io.entropy.store.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.store.conformance.Step.Action;
import io.entropy.store.conformance.Step.Group;
import io.entropy.store.conformance.Step.Op;
import io.entropy.store.conformance.Step.Update;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {

  @Test
  void leavesOnlyWhatIsNeededToFail() {
    List<Step> steps = new RandomHistory(new Random(1)).steps(60);
    assertThat(deletes(steps)).isGreaterThan(2);
    List<Step> shortest = new Shrinker(s -> deletes(s) >= 2).shrink(steps);
    assertThat(shortest.stream().flatMap(ShrinkerTest::ops))
        .hasSize(2)
        .allMatch(op -> op.action() == Action.DELETE);
    assertThat(shortest).hasSizeLessThanOrEqualTo(2);
  }

  private static long deletes(List<Step> steps) {
    return steps.stream()
        .flatMap(ShrinkerTest::ops)
        .filter(op -> op.action() == Action.DELETE)
        .count();
  }

  private static Stream<Op> ops(Step step) {
    return switch (step) {
      case Update update -> update.ops().stream();
      case Group group -> group.updates().stream().flatMap(ShrinkerTest::ops);
      case Step.Follow _, Step.Rejoin _ -> Stream.of();
    };
  }
}

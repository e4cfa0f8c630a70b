package io.entropy.store.conformance;

import io.entropy.store.conformance.Step.Action;
import io.entropy.store.conformance.Step.Follow;
import io.entropy.store.conformance.Step.Group;
import io.entropy.store.conformance.Step.Op;
import io.entropy.store.conformance.Step.Rejoin;
import io.entropy.store.conformance.Step.Update;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Makes the steps of a history from a seed's random numbers.
record RandomHistory(RandomGenerator random) {
  private static final List<Action> ACTIONS =
      List.of(
          Action.CREATE,
          Action.CREATE,
          Action.UPDATE,
          Action.UPDATE,
          Action.UPDATE,
          Action.UPDATE_STALE,
          Action.DELETE);

  List<Step> steps(int count) {
    return IntStream.range(0, count).mapToObj(_ -> step()).toList();
  }

  private Step step() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Follow();
      case 2 -> new Rejoin();
      case 3 ->
          new Group(
              IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(_ -> update()).toList(),
              random.nextInt(6) == 0);
      default -> update();
    };
  }

  private Update update() {
    return new Update(
        IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(_ -> op()).toList(),
        random.nextInt(6) == 0);
  }

  private Op op() {
    return new Op(
        ACTIONS.get(random.nextInt(ACTIONS.size())),
        Subject.ALL.get(random.nextInt(2)),
        random.nextInt(5),
        random.nextInt(60));
  }
}

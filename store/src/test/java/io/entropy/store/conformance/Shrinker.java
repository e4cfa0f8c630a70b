package io.entropy.store.conformance;

import io.entropy.store.conformance.Step.Follow;
import io.entropy.store.conformance.Step.Group;
import io.entropy.store.conformance.Step.Rejoin;
import io.entropy.store.conformance.Step.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing history shorter by dropping from it for as long as it still fails and the test
/// has time: its time-out interrupts.
record Shrinker(Predicate<List<Step>> fails) {

  List<Step> shrink(List<Step> failing) {
    List<Step> smallest = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (List<Step> candidate : candidates(smallest)) {
        boolean failed = fails.test(candidate);
        if (Thread.currentThread().isInterrupted()) {
          return smallest;
        }
        if (failed) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /// Halves, quarters, … down to single steps left out, then single parts of steps.
  private static List<List<Step>> candidates(List<Step> steps) {
    List<List<Step>> candidates = new ArrayList<>();
    for (int size = (steps.size() + 1) / 2; size > 0; size /= 2) {
      for (int from = 0; from < steps.size(); from += size) {
        candidates.add(without(steps, from, Math.min(steps.size(), from + size)));
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      for (Step less : parts(steps.get(i))) {
        List<Step> candidate = new ArrayList<>(steps);
        candidate.set(i, less);
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /// A step with one of its parts left out, in each way there is.
  private static List<Step> parts(Step step) {
    List<Step> parts = new ArrayList<>();
    switch (step) {
      case Update(var ops, var fails) -> {
        for (int i = 0; i < ops.size(); i++) {
          parts.add(new Update(without(ops, i, i + 1), fails));
        }
      }
      case Group(var updates, var fails) -> {
        for (int i = 0; i < updates.size(); i++) {
          parts.add(new Group(without(updates, i, i + 1), fails));
          for (Step less : parts(updates.get(i))) {
            List<Update> changed = new ArrayList<>(updates);
            changed.set(i, (Update) less);
            parts.add(new Group(changed, fails));
          }
        }
      }
      case Follow _, Rejoin _ -> {}
    }
    return parts;
  }

  private static <E> List<E> without(List<E> list, int from, int to) {
    List<E> rest = new ArrayList<>(list);
    rest.subList(from, to).clear();
    return rest;
  }
}

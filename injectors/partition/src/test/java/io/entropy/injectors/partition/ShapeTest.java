package io.entropy.injectors.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.partition.Shape.Cut;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {
  private static final int MOST = 12;

  /// Whom a member sees, itself among them.
  private static Set<Integer> seen(Shape shape, int members, int by) {
    Set<Integer> seen = new TreeSet<>(IntStream.range(0, members).boxed().toList());
    for (Cut cut : shape.cuts(members)) {
      if (cut.off() == by) {
        seen.remove(cut.from());
      } else if (cut.from() == by) {
        seen.remove(cut.off());
      }
    }
    return seen;
  }

  /// The sets of members that see the same, when all of a set see just each other.
  private static List<Integer> groupSizes(Shape shape, int members) {
    Set<Set<Integer>> groups = new HashSet<>();
    for (int member = 0; member < members; member++) {
      groups.add(seen(shape, members, member));
    }
    assertThat(groups.stream().mapToInt(Set::size).sum()).isEqualTo(members);
    return groups.stream().map(Set::size).sorted().toList();
  }

  private static IntStream from(int least) {
    return IntStream.rangeClosed(least, MOST);
  }

  static IntStream fromTwo() {
    return from(2);
  }

  static IntStream fromThree() {
    return from(3);
  }

  static IntStream fromFour() {
    return from(4);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void cutsEachPairAtMostOnceAndNobodyFromItself(Shape shape) {
    from(shape.needs())
        .forEach(n -> {
          Set<Set<Integer>> pairs = new HashSet<>();
          for (Cut cut : shape.cuts(n)) {
            assertThat(cut.off()).isNotEqualTo(cut.from()).isBetween(0, n - 1);
            assertThat(cut.from()).isBetween(0, n - 1);
            assertThat(pairs.add(Set.of(cut.off(), cut.from()))).isTrue();
          }
          assertThat(pairs).as("%s of %d", shape, n).isNotEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("fromTwo")
  void isolateCutsTheFirstOffFromAllOthersWhichSeeEachOther(int n) {
    assertThat(groupSizes(Shape.ISOLATE, n))
        .isEqualTo(List.of(1, n - 1).stream().sorted().toList());
    assertThat(Shape.ISOLATE.cuts(n)).allMatch(cut -> cut.off() == 0);
  }

  @ParameterizedTest
  @MethodSource("fromTwo")
  void halvesAreAsEqualAsCanBeAndTheSmallerIsCutOff(int n) {
    assertThat(groupSizes(Shape.HALVES, n)).isEqualTo(List.of(n / 2, n - n / 2));
    assertThat(Shape.HALVES.cuts(n)).allMatch(cut -> cut.off() < n / 2 && cut.from() >= n / 2);
  }

  @ParameterizedTest
  @MethodSource("fromThree")
  void majorityCutsOffAsManyAsLeaveAMajority(int n) {
    int off = (n - 1) / 2;
    assertThat(groupSizes(Shape.MAJORITY, n)).isEqualTo(List.of(off, n - off));
    assertThat(n - off).isGreaterThanOrEqualTo(n / 2 + 1);
    assertThat(n - off - 1).as("one more could be spared").isLessThan(n / 2 + 1);
    assertThat(Shape.MAJORITY.cuts(n)).allMatch(cut -> cut.off() < off && cut.from() >= off);
  }

  @ParameterizedTest
  @MethodSource("fromThree")
  void minorityLeavesThreeGroupsOfWhichNoneIsAMajority(int n) {
    List<Integer> sizes = groupSizes(Shape.MINORITY, n);
    assertThat(sizes).hasSize(3);
    assertThat(sizes.getLast() - sizes.getFirst()).isLessThanOrEqualTo(1);
    assertThat(sizes.getLast()).isLessThan(n / 2 + 1);
  }

  @ParameterizedTest
  @MethodSource("fromFour")
  void onARingEachSeesItselfAndTwoNeighboursWhichSeeIt(int n) {
    for (int member = 0; member < n; member++) {
      assertThat(seen(Shape.RING, n, member))
          .containsExactlyInAnyOrder(member, (member + 1) % n, (member + n - 1) % n);
    }
  }

  @Test
  void onARingOfFiveEachSeesAMajorityAndNoTwoTheSame() {
    Set<Set<Integer>> majorities = new HashSet<>();
    for (int member = 0; member < 5; member++) {
      Set<Integer> seen = seen(Shape.RING, 5, member);
      assertThat(seen).hasSize(3);
      majorities.add(seen);
    }
    assertThat(majorities).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("fromThree")
  void aBridgeIsSeenByTwoHalvesThatDoNotSeeEachOther(int n) {
    assertThat(seen(Shape.BRIDGE, n, n - 1)).hasSize(n);
    Set<Integer> left = seen(Shape.BRIDGE, n, 0);
    Set<Integer> right = seen(Shape.BRIDGE, n, n - 2);
    assertThat(left).hasSize((n - 1) / 2 + 1).contains(n - 1);
    assertThat(right).hasSize(n - 1 - (n - 1) / 2 + 1).contains(n - 1);
    left.retainAll(right);
    assertThat(left).containsExactly(n - 1);
  }
}

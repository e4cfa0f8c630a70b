package io.entropy.injectors.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/// Who of a group is cut off from whom. Members are numbers from 0 in the order that the dice gave.
///
/// The shapes are those of Jepsen's nemesis (`jepsen/src/jepsen/nemesis.clj`: `isolate`-like
/// `split-one`, `partition-halves`, `bridge`, `majorities-ring`) and of Trogdor's partition faults.
enum Shape {
  /// One member is cut off from all others.
  ISOLATE(2) {
    @Override
    List<Cut> cuts(int members) {
      return between(members, (m, _) -> m == 0 ? 0 : 1);
    }
  },
  /// Two groups, as equal as can be; the smaller is the cut-off one.
  HALVES(2) {
    @Override
    List<Cut> cuts(int members) {
      return between(members, (m, n) -> m < n / 2 ? 0 : 1);
    }
  },
  /// As many members as a majority can spare, ⌊(n − 1) / 2⌋, are cut off from that majority.
  MAJORITY(3) {
    @Override
    List<Cut> cuts(int members) {
      return between(members, (m, n) -> m < (n - 1) / 2 ? 0 : 1);
    }
  },
  /// Three groups, as equal as can be, so that none is a majority.
  MINORITY(3) {
    @Override
    List<Cut> cuts(int members) {
      return between(members, (m, n) -> m < n / 3 ? 0 : m < n / 3 + (n + 1) / 3 ? 1 : 2);
    }
  },
  /// Each member sees its two neighbours on a ring only. Of five, each sees a majority and no two
  /// see the same: Jepsen's `majorities-ring`, which for more members lets each see more.
  RING(4) {
    @Override
    List<Cut> cuts(int members) {
      List<Cut> cuts = new ArrayList<>();
      for (int one = 0; one < members; one++) {
        for (int other = one + 2; other < members; other++) {
          if (other - one != members - 1) {
            cuts.add(new Cut(one, other));
          }
        }
      }
      return cuts;
    }
  },
  /// Two groups, as equal as can be, and one member that both see.
  BRIDGE(3) {
    @Override
    List<Cut> cuts(int members) {
      return between(members - 1, (m, n) -> m < n / 2 ? 0 : 1);
    }
  };

  private final int needs;

  Shape(int needs) {
    this.needs = needs;
  }

  /// A pair that is cut.
  ///
  /// @param off the side that is cut off: what `direction` is about
  record Cut(int off, int from) {}

  /// With fewer members it isn't this shape, or cuts nothing.
  int needs() {
    return needs;
  }

  /// Every pair that is cut, once.
  ///
  /// @param members at least [#needs]
  abstract List<Cut> cuts(int members);

  /// Cuts between groups; of each pair the one in the lower group is cut off.
  ///
  /// @param group of a member, among so many members; never falls with the member's number
  private static List<Cut> between(int members, IntBinaryOperator group) {
    List<Cut> cuts = new ArrayList<>();
    for (int one = 0; one < members; one++) {
      for (int other = one + 1; other < members; other++) {
        if (group.applyAsInt(one, members) != group.applyAsInt(other, members)) {
          cuts.add(new Cut(one, other));
        }
      }
    }
    return cuts;
  }
}

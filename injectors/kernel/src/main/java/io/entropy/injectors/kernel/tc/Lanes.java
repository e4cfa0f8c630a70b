package io.entropy.injectors.kernel.tc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults of one session in one namespace that lead packets through classes. Guarded by the
/// lock of [Shaping].
///
/// Each has a bit, and there is a class for each [Combination] of faults that packets may meet,
/// whose number has the bits of all of them. So a fault whose lease ends is out of all of them at
/// once, whoever lives.
final class Lanes {
  /// A class has a number of 16 bits, of which the highest is set in that of no class
  /// ([SessionTree#mark]).
  static final int MOST = 15;

  /// Each more that meets all others doubles the number of classes.
  static final int MOST_THAT_MEET = 6;

  private final List<Lane> lanes = new ArrayList<>();

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  Optional<Lane> find(int fault) {
    return lanes.stream().filter(lane -> lane.fault() == fault).findFirst();
  }

  /// Why there can't be one more, in words.
  Optional<String> obstacle(Lead lead) {
    if (lanes.size() == MOST) {
      return Optional.of(MOST + " faults go through classes there, and more can't");
    }
    boolean tooMany =
        combinations(new Lane(0, 0, lead)).stream().anyMatch(c -> c.size() > MOST_THAT_MEET);
    return tooMany
        ? Optional.of(
            "%d faults go through classes there that packets may meet together, and more don't compose"
                .formatted(MOST_THAT_MEET))
        : Optional.empty();
  }

  Lane add(int fault, Lead lead) {
    if (lanes.size() == MOST) {
      throw new IllegalStateException("no bit is free");
    }
    int taken = lanes.stream().mapToInt(Lane::bit).sum();
    Lane lane = new Lane(fault, Integer.lowestOneBit(~taken), lead);
    lanes.add(lane);
    return lane;
  }

  void remove(Lane lane) {
    lanes.remove(lane);
  }

  /// All that it's part of, by itself first.
  List<Combination> combinations(Lane lane) {
    List<Combination> found = new ArrayList<>(List.of(Combination.alone(lane)));
    for (Lane other : lanes) {
      if (other != lane) {
        for (Combination smaller : List.copyOf(found)) {
          if (smaller.mayBeMetWith(other)) {
            found.add(smaller.with(other));
          }
        }
      }
    }
    return found;
  }
}

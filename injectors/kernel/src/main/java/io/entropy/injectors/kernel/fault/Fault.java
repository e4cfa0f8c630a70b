package io.entropy.injectors.kernel.fault;

import java.util.List;

/// A network fault of one namespace: which packets, and what happens to them.
///
/// A packet is hit when every stage has at least one alternative that it matches; with no stages,
/// all packets of the direction are, except loopback traffic, neighbour discovery and anything that
/// isn't IP. It is counted once, however many alternatives it matches.
///
/// @param id the key of its lease, unique among the faults of the plan
/// @param injection the injection's id, shown as the comment of its rules
public record Fault(
    int id, String injection, Direction direction, List<Stage> stages, Action action) {
  public Fault {
    stages = List.copyOf(stages);
    if (stages.size() > Stage.MOST) {
      throw new IllegalArgumentException("more than " + Stage.MOST + " stages");
    }
  }

  /// Alternatives, any of which lets a packet pass on to the next stage.
  public record Stage(List<Match> alternatives) {
    /// The kernel validates jumps at most 16 deep.
    static final int MOST = 10;

    public Stage {
      alternatives = List.copyOf(alternatives);
      if (alternatives.isEmpty()) {
        throw new IllegalArgumentException("a stage without alternatives matches nothing");
      }
    }

    /// Whether packets that pass all of one's stages may pass all of the other's.
    public static boolean mayMeet(List<Stage> one, List<Stage> other) {
      return one.stream().noneMatch(stage -> other.stream().anyMatch(stage::excludes));
    }

    private boolean excludes(Stage other) {
      return alternatives.stream()
          .allMatch(mine -> other.alternatives.stream().allMatch(mine::excludes));
    }

    public static Stage anyOf(Match... alternatives) {
      return new Stage(List.of(alternatives));
    }
  }
}

package io.entropy.injectors.spi.group;

import io.entropy.api.v1.Target;
import java.util.List;

/// What becomes of a group that was hit.
public sealed interface Division {

  /// Each of these members gets a fault that is about its peers; the group's other members get
  /// none.
  record Parts(List<Part> parts) implements Division {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /// It can't be done with the members there are.
  ///
  /// @param why names what was asked, what it needs, and what there is
  /// @param needed how many members, or peers, it takes
  /// @param there how many there are
  record Impossible(String why, int needed, int there) implements Division {}

  /// One member's part.
  ///
  /// @param peers at least one
  record Part(Target member, List<Target> peers) {
    public Part {
      peers = List.copyOf(peers);
    }
  }
}

package io.entropy.injectors.partition;

import io.entropy.api.v1.Peer;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A partition of containers as policy manager and agents make it together: divided by the mode's
/// grouping, every member's part armed, and then all released.
record Members(List<Target> members) {

  Members {
    members = List.copyOf(members);
  }

  /// The parts in force; the caller closes them.
  ///
  /// @param others who may be meant by `peers`
  List<Started> cut(InjectorSession session, String parameters, List<Target> others)
      throws InjectorException {
    List<Started> parts = new ArrayList<>();
    for (Division.Part part : divide(parameters, others)) {
      List<Peer> peers = part.peers().stream().map(TestPeers::of).toList();
      parts.add(session.arm(new PartitionProvider(), part.member(), parameters, peers));
    }
    for (Started part : parts) {
      part.fault().release(InjectorSession.LEASE);
    }
    return parts;
  }

  private List<Division.Part> divide(String parameters, List<Target> others) {
    Map<String, String> texts =
        Arrays.stream(parameters.split(" "))
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Parameters read = PartitionMode.MODE.read(texts);
    return switch (new PartitionGrouping().divide(read, members, others)) {
      case Division.Parts(List<Division.Part> parts) -> parts;
      case Division.Impossible impossible -> throw new IllegalStateException(impossible.why());
    };
  }
}

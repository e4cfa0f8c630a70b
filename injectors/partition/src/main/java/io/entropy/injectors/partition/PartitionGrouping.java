package io.entropy.injectors.partition;

import io.entropy.api.selector.Selectors;
import io.entropy.api.selector.TargetMatcher;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.partition.Shape.Cut;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who is cut off from whom, by the shape or by `peers`. Pure.
final class PartitionGrouping implements Grouping {

  @Override
  public Division divide(Parameters parameters, List<Target> members, List<Target> others) {
    Optional<List<Requirement>> peers = parameters.find(PartitionMode.PEERS);
    return peers.isPresent()
        ? apart(members, peers.get(), others)
        : among(members, parameters.get(PartitionMode.SHAPE), parameters);
  }

  private static Division apart(
      List<Target> members, List<Requirement> wanted, List<Target> others) {
    TargetMatcher matches =
        TargetMatcher.of(TargetSelector.newBuilder().addAllRequirements(wanted).build());
    List<Target> peers = others.stream().filter(matches).filter(PartitionGrouping::isUp).toList();
    if (peers.isEmpty()) {
      return new Division.Impossible(
          "no other running container matches peers=" + Selectors.format(wanted), 1, 0);
    }
    return new Division.Parts(members.stream().map(m -> new Division.Part(m, peers)).toList());
  }

  private static boolean isUp(Target target) {
    State state = target.getStatus().getState();
    return state == State.RUNNING || state == State.PAUSED;
  }

  private static Division among(List<Target> members, Shape shape, Parameters parameters) {
    if (members.size() < shape.needs()) {
      String word = PartitionMode.SHAPE.type().format(shape);
      String names =
          members.stream()
              .map(m -> m.getSpec().getName())
              .sorted()
              .collect(Collectors.joining(", "));
      return new Division.Impossible(
          "shape=%s needs at least %d running containers, and %s"
              .formatted(
                  word,
                  shape.needs(),
                  members.isEmpty()
                      ? "none matches"
                      : "there are " + members.size() + ": " + names),
          shape.needs(),
          members.size());
    }
    boolean both = parameters.get(PartitionMode.DIRECTION) == Way.BOTH;
    List<List<Target>> peers = new ArrayList<>();
    members.forEach(_ -> peers.add(new ArrayList<>()));
    for (Cut cut : shape.cuts(members.size())) {
      peers.get(cut.off()).add(members.get(cut.from()));
      if (both) {
        peers.get(cut.from()).add(members.get(cut.off()));
      }
    }
    List<Division.Part> parts = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      if (!peers.get(member).isEmpty()) {
        parts.add(new Division.Part(members.get(member), peers.get(member)));
      }
    }
    return new Division.Parts(parts);
  }
}

package io.entropy.electiondemo.election;

import java.util.Optional;

/// Something that a [Step] wants done. A step's effects are done in their order: [Persist] comes
/// before every [Send], because a promise that a crash can undo is none.
public sealed interface Effect {

  /// The ballot has to be on disk before the next effect.
  record Persist(Ballot ballot) implements Effect {}

  /// A message goes out; it may be lost.
  record Send(Message message) implements Effect {}

  /// This voter stands for election in `term`.
  record ElectionStarted(long term) implements Effect {}

  /// This voter now knows another leader, the same one in a newer term, or none.
  record LeaderChanged(long term, Optional<String> leader) implements Effect {}

  /// A second leader was heard of in a term that has one already: never in a safe cluster.
  record RivalHeard(long term, String rival) implements Effect {}
}

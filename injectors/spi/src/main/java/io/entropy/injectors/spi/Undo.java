package io.entropy.injectors.spi;

import java.util.Map;

/// How to undo one injection: all that another process needs, as text, written to the journal
/// before anything is changed.
///
/// @param session the session of the process that made it
/// @param mode the failure mode, by which the injector is found again
/// @param target the container's id and name, for people
/// @param details what the injector itself needs, e.g. the namespace's inode and the table's name;
///   empty for modes with nothing to undo
public record Undo(
    String injectionId,
    String session,
    String mode,
    String targetId,
    String target,
    Map<String, String> details) {

  public Undo {
    details = Map.copyOf(details);
  }
}

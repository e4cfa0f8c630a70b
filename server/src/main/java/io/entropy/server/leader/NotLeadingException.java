package io.entropy.server.leader;

import java.util.Optional;

/// What was asked for is the leader's to do, and this manager isn't it. The message says who is.
public final class NotLeadingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotLeadingException(Optional<String> leader) {
    super(
        leader
            .map(l -> "this manager doesn't lead, the one at %s does: ask that one".formatted(l))
            .orElse("no manager leads at the moment: try again soon"));
  }
}

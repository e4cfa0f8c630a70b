package io.entropy.agent.remote;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.api.v1.AssignmentsMessage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One stream of assignments: a complete set, then changes, each of which says which message it
/// follows. One thread.
final class AssignmentChain {
  private final AssignmentSink sink;
  private @Nullable String last;

  AssignmentChain(AssignmentSink sink) {
    this.sink = sink;
  }

  /// Hands it over; false when something before it is missing, so that a complete set is needed.
  boolean take(AssignmentsMessage message) {
    return switch (message.getType()) {
      case COMPLETE -> {
        complete(message);
        yield true;
      }
      case INCREMENTAL -> {
        boolean follows = message.getAppliesTo().equals(last);
        if (follows) {
          message.getChangesList().forEach(this::change);
          last = message.getResultsIn();
        }
        yield follows;
      }
      // A later protocol's: what it would change can only be had as a complete set.
      case UNRECOGNIZED -> false;
    };
  }

  /// Whether there was a complete set.
  boolean begun() {
    return last != null;
  }

  private void complete(AssignmentsMessage message) {
    Set<Assignment> all = new HashSet<>();
    for (AssignmentChange change : message.getChangesList()) {
      if (change.hasAssign()) {
        all.add(assignment(change.getAssign()));
      }
    }
    sink.complete(all);
    last = message.getResultsIn();
  }

  private void change(AssignmentChange change) {
    switch (change.getChangeCase()) {
      case ASSIGN -> sink.assign(assignment(change.getAssign()));
      case END -> sink.end(change.getEnd().getInjectionId(), change.getEnd().getReason());
      case CHANGE_NOT_SET -> {
        // Nothing that this agent could do.
      }
    }
  }

  private static Assignment assignment(AssignedInjection assigned) {
    return new Assignment(
        assigned.getInjection(),
        ProtoTime.fromProto(assigned.getBeginsIn()),
        ProtoTime.fromProto(assigned.getTimeLeft()));
  }
}

package io.entropy.server.dispatch;

import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.api.v1.AssignmentsMessage;
import io.entropy.policymanager.assignment.AssignmentListener;
import java.util.List;

/// What is to be done, as messages of which each names the one before, so that an agent sees a gap.
/// Used by the thread that follows the store.
final class AssignmentStream implements AssignmentListener {
  private final Sending to;
  private long sent;

  /// Where the messages go.
  interface Sending {
    void send(AssignmentsMessage message) throws InterruptedException;
  }

  AssignmentStream(Sending to) {
    this.to = to;
  }

  @Override
  public void complete(List<AssignedInjection> all) throws InterruptedException {
    AssignmentsMessage.Builder message =
        AssignmentsMessage.newBuilder().setType(AssignmentsMessage.Type.COMPLETE);
    all.forEach(a -> message.addChanges(AssignmentChange.newBuilder().setAssign(a)));
    send(message);
  }

  @Override
  public void changed(List<AssignmentChange> changes) throws InterruptedException {
    send(
        AssignmentsMessage.newBuilder()
            .setType(AssignmentsMessage.Type.INCREMENTAL)
            .setAppliesTo(Long.toString(sent))
            .addAllChanges(changes));
  }

  private void send(AssignmentsMessage.Builder message) throws InterruptedException {
    sent++;
    to.send(message.setResultsIn(Long.toString(sent)).build());
  }
}

package io.entropy.cli.standalone;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.AssignedInjection;
import io.entropy.api.v1.AssignmentChange;
import io.entropy.policymanager.assignment.AssignmentFollower;
import io.entropy.policymanager.assignment.AssignmentListener;
import io.entropy.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// What the dispatcher is to a remote agent: hands the store's injections to the agent of this
/// process. A virtual thread of its own.
final class AssignmentFeed implements AutoCloseable {
  private final Thread thread;

  private AssignmentFeed(AssignmentFollower follower) {
    this.thread = Thread.ofVirtual().name("assignment-feed").unstarted(() -> run(follower));
  }

  static AssignmentFeed start(Store store, InstantSource clock, AssignmentSink sink) {
    AssignmentFeed feed =
        new AssignmentFeed(new AssignmentFollower(store, clock, _ -> true, new Handing(sink)));
    feed.thread.start();
    return feed;
  }

  private static void run(AssignmentFollower follower) {
    try {
      follower.follow();
    } catch (InterruptedException _) {
      // Closed: the agent ends what it has by itself.
    }
  }

  /// From the wire's words to the agent's.
  private record Handing(AssignmentSink sink) implements AssignmentListener {

    @Override
    public void complete(List<AssignedInjection> all) {
      sink.complete(all.stream().map(Handing::assignment).collect(Collectors.toSet()));
    }

    @Override
    public void changed(List<AssignmentChange> changes) {
      for (AssignmentChange change : changes) {
        switch (change.getChangeCase()) {
          case ASSIGN -> sink.assign(assignment(change.getAssign()));
          case END -> sink.end(change.getEnd().getInjectionId(), change.getEnd().getReason());
          case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of nothing");
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

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

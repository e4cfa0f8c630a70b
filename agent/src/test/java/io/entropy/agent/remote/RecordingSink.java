package io.entropy.agent.remote;

import io.entropy.agent.session.Assignment;
import io.entropy.agent.session.AssignmentSink;
import io.entropy.api.v1.EndReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What an agent was told to do, as words. Any thread.
final class RecordingSink implements AssignmentSink {
  private final List<String> told = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();

  @Override
  public synchronized void complete(Set<Assignment> all) {
    TreeSet<String> ids = new TreeSet<>();
    all.forEach(assignment -> ids.add(assignment.id()));
    told.add("complete " + ids);
    assignments.addAll(all);
  }

  @Override
  public synchronized void assign(Assignment assignment) {
    told.add("assign " + assignment.id());
    assignments.add(assignment);
  }

  @Override
  public synchronized void end(String injectionId, EndReason reason) {
    told.add("end " + injectionId + " " + reason);
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  synchronized List<Assignment> assignments() {
    return List.copyOf(assignments);
  }
}

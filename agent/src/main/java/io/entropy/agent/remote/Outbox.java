package io.entropy.agent.remote;

import io.entropy.api.v1.InjectionReport;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.NodeStatus;
import io.entropy.api.v1.Report;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the manager has yet to be told, in the order in which it happened. Any thread.
///
/// Every state of every injection is kept until a manager has taken it. Of the node and of each
/// target only the newest is, and a manager that is new to this agent gets one complete list of
/// targets instead of all that. So it holds a few reports for each injection that was begun (no
/// manager assigns more while it doesn't take them) and one for each container.
final class Outbox {
  private static final int LARGEST_BATCH = 1_000;
  private static final int LARGEST_BATCH_BYTES = 1 << 20;

  /// By what they are about; a newer one about the same takes the older's place, at the end.
  private final Map<String, Report> waiting = new LinkedHashMap<>();

  /// What was handed out and isn't acknowledged yet.
  private final Map<String, Report> sent = new LinkedHashMap<>();

  private final Map<String, Target> targets = new LinkedHashMap<>();
  private boolean targetsKnown;
  private int batchSize = LARGEST_BATCH;

  synchronized void node(NodeStatus status) {
    put("node", Report.newBuilder().setNode(status));
  }

  synchronized void targets(List<Target> complete) {
    targets.clear();
    complete.forEach(target -> targets.put(target.getId(), target));
    targetsKnown = true;
    waiting.keySet().removeIf(key -> key.startsWith("target/"));
    putAllTargets();
  }

  private void putAllTargets() {
    TargetList all = TargetList.newBuilder().addAllTargets(targets.values()).build();
    put("targets", Report.newBuilder().setTargets(all));
  }

  synchronized void target(Target changed) {
    targets.put(changed.getId(), changed);
    put("target/" + changed.getId(), Report.newBuilder().setTarget(changed));
  }

  synchronized void targetGone(String id) {
    targets.remove(id);
    put("target/" + id, Report.newBuilder().setTargetGone(id));
  }

  synchronized void injection(String id, InjectionStatus status) {
    put(
        "injection/" + id + "/" + status.getStateValue(),
        Report.newBuilder().setInjection(InjectionReport.newBuilder().setId(id).setStatus(status)));
  }

  private void put(String about, Report.Builder report) {
    waiting.remove(about);
    waiting.put(about, report.build());
  }

  /// What to send next, oldest first; kept until [#delivered]. Only one batch at a time.
  synchronized List<Report> take() {
    int bytes = 0;
    var oldest = waiting.entrySet().iterator();
    while (oldest.hasNext() && sent.size() < batchSize) {
      var entry = oldest.next();
      bytes += entry.getValue().getSerializedSize();
      if (!sent.isEmpty() && bytes > LARGEST_BATCH_BYTES) {
        break;
      }
      sent.put(entry.getKey(), entry.getValue());
      oldest.remove();
    }
    return new ArrayList<>(sent.values());
  }

  synchronized void delivered() {
    sent.clear();
    batchSize = Math.min(LARGEST_BATCH, 2 * batchSize);
  }

  /// The manager doesn't want something of it, now or ever. Which one shows when they come one by
  /// one; that one is given up.
  ///
  /// @return whether it was given up
  synchronized boolean refused() {
    boolean isOne = sent.size() == 1;
    if (isOne) {
      sent.clear();
    } else {
      undelivered();
    }
    batchSize = isOne ? LARGEST_BATCH : 1;
    return isOne;
  }

  /// A manager that knows nothing of what others were told: what they haven't acknowledged is sent
  /// again, and all targets.
  synchronized void newManager() {
    undelivered();
    batchSize = LARGEST_BATCH;
    waiting.keySet().removeIf(key -> key.startsWith("target/"));
    if (targetsKnown) {
      Map<String, Report> rest = new LinkedHashMap<>(waiting);
      waiting.clear();
      putAllTargets();
      rest.remove("targets");
      waiting.putAll(rest);
    }
  }

  private void undelivered() {
    Map<String, Report> newer = new LinkedHashMap<>(waiting);
    sent.keySet().removeAll(newer.keySet());
    waiting.clear();
    waiting.putAll(sent);
    waiting.putAll(newer);
    sent.clear();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty() && sent.isEmpty();
  }

  /// Whether a whole batch waits.
  synchronized boolean isFull() {
    return waiting.size() >= batchSize;
  }

  synchronized int size() {
    return waiting.size() + sent.size();
  }
}

package io.entropy.e2e.failover;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Containers that one policy is about, spread over the nodes.
///
/// @param name of the policy
/// @param limit how many of them may have a fault at once
/// @param lasts each fault
record Victims(String name, int limit, Duration lasts, List<Victim> all) {

  /// One of them.
  ///
  /// @param pid of its first process
  /// @param namespace its network's, as journals name it
  record Victim(String node, TestContainer container, long pid, long namespace) {}

  /// Which containers belong to a node: a label's key.
  static String nodeLabel(TestEngine engine) {
    return engine.label().replace("=", ".") + ".node";
  }

  private static String policyLabel(TestEngine engine) {
    return engine.label().replace("=", ".") + ".policy";
  }

  static Victims start(TestEngine engine, String name, int aNode, int limit, Duration lasts) {
    List<Victim> all = new ArrayList<>();
    for (String node : Cluster.nodes()) {
      for (int i = 0; i < aNode; i++) {
        TestContainer container =
            engine.container(
                "--label",
                nodeLabel(engine) + "=" + node,
                "--label",
                policyLabel(engine) + "=" + name);
        int pid = container.pid();
        all.add(new Victim(node, container, pid, NetworkNamespace.ofProcess(pid).inode()));
      }
    }
    return new Victims(name, limit, lasts, all);
  }

  /// The policy about them, as JSON.
  String policy(TestEngine engine, Duration frequency, double probability) {
    return """
    {"start": true, "spec": {
      "name": "%s", "failure": {"mode": "recv_drop"},
      "target": {"requirements": [{"key": "%s", "operator": "EQUALS", "values": ["%1$s"]}]},
      "frequency": "%ds", "duration": "%d.%03ds", "probability": %s,
      "blastRadius": {"limit": {"count": %d}}}}\
    """
        .formatted(
            name,
            policyLabel(engine),
            frequency.toSeconds(),
            lasts.toSeconds(),
            lasts.toMillisPart(),
            probability,
            limit);
  }
}

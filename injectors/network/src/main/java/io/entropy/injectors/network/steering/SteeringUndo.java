package io.entropy.injectors.network.steering;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.tc.SessionTree;
import io.entropy.injectors.kernel.tc.Shaping;
import io.entropy.injectors.spi.Undo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What the undo record of a [SteeredFault] holds besides that of its rules: what of traffic
/// control is ours, for people; programs know it by the session.
final class SteeringUndo {
  private SteeringUndo() {}

  static Undo of(Undo rules) {
    SessionTree tree = SessionTree.of(rules.session());
    Map<String, String> details = new HashMap<>(rules.details());
    details.put("qdisc", tree.handleText());
    details.put("ifb", tree.ifb());
    return new Undo(
        rules.injectionId(),
        rules.session(),
        rules.mode(),
        rules.targetId(),
        rules.target(),
        details);
  }

  static int fault(Undo undo) {
    return Integer.parseInt(undo.details().getOrDefault("fault", "0"));
  }

  /// The traffic control of the record's session at its target; by the path that the record has.
  static Shaping shaping(Undo undo) {
    return new Shaping(
        new NetworkNamespace(inode(undo), Path.of(undo.details().getOrDefault("path", ""))),
        undo.session());
  }

  /// The same by whatever leads to the namespace now, if anything does.
  static Shaping findShaping(Undo undo) {
    return NetworkNamespace.find(inode(undo))
        .map(n -> new Shaping(n, undo.session()))
        .orElseGet(() -> shaping(undo));
  }

  private static long inode(Undo undo) {
    return Long.parseLong(undo.details().getOrDefault("namespace", "0"));
  }
}

package io.entropy.injectors.network;

import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.nio.file.Path;
import java.util.Map;

/// What the undo record of a [PlannedFault] holds: which table to delete in which namespace.
///
/// @param path leads to the namespace while the target's process lives
/// @param fault the key of its lease in the table
record PlanUndo(long inode, String path, String table, int fault) {

  /// As [io.entropy.injectors.kernel.fault.NamespacePlan#tableName] names it, before there is a
  /// plan.
  static String tableOf(String session) {
    return "entropy_" + session;
  }

  static PlanUndo of(Map<String, String> details) {
    return new PlanUndo(
        Long.parseLong(details.getOrDefault("namespace", "0")),
        details.getOrDefault("path", ""),
        details.getOrDefault("table", ""),
        Integer.parseInt(details.getOrDefault("fault", "0")));
  }

  Map<String, String> details() {
    return Map.of(
        "namespace",
        Long.toString(inode),
        "path",
        path,
        "table",
        table,
        "fault",
        Integer.toString(fault));
  }

  NetworkNamespace namespace() {
    return new NetworkNamespace(inode, Path.of(path));
  }
}

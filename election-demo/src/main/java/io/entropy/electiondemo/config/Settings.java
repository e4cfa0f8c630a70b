package io.entropy.electiondemo.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Flags and environment as one map of texts; a flag overrules its variable, and an empty variable
/// counts as unset, as Compose files produce them.
final class Settings {
  static final List<String> NAMES =
      List.of(
          "id",
          "peers",
          "bind",
          "port",
          "http-port",
          "data",
          "timeout-ms",
          "heartbeat-ms",
          "unsafe");

  private final Map<String, String> values = new HashMap<>();

  Settings(List<String> flags, Map<String, String> environment, Problems problems) {
    for (var name : NAMES) {
      var value = environment.getOrDefault(variable(name), "");
      if (!value.isBlank()) {
        values.put(name, value.strip());
      }
    }
    for (var flag : flags) {
      int equals = flag.indexOf('=');
      var name = flag.startsWith("--") && equals > 2 ? flag.substring(2, equals) : "";
      if (NAMES.contains(name)) {
        values.put(name, flag.substring(equals + 1).strip());
      } else {
        problems.add(
            flag.replaceFirst("^--", ""),
            "unknown; there are --name=value with the names " + String.join(", ", NAMES));
      }
    }
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private static String variable(String name) {
    return "ELECTION_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}

package io.entropy.cli.agent;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.Violations;
import io.entropy.security.JoinToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a user types about an agent: as text, and as it's read.
final class AgentOptions {

  @Option(
      names = "--join",
      required = true,
      paramLabel = "HOST[:PORT][,…]",
      description = "The managers; one that answers tells of the others (port 2476 if none given).")
  String join = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "What 'entropy token create' printed: gets this machine a certificate, which is kept in"
              + " the state folder and renewed.")
  @Nullable String token;

  @Option(
      names = "--join-port",
      paramLabel = "PORT",
      description = "Where managers take tokens (default: the port after that of --join).")
  int joinPort;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the node is called (default: the engine's host name).")
  String name = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Something about the node for others to choose it by. Repeatable.")
  List<String> labels = List.of();

  List<ManagerAddress> managers(Violations violations) {
    return violations.read("--join", join, ManagerAddress::readAll).orElse(List.of());
  }

  Optional<JoinToken> token(Violations violations) {
    return token == null ? Optional.empty() : violations.read("--token", token, JoinToken::read);
  }

  /// Where managers take tokens.
  static List<ManagerAddress> joinPorts(List<ManagerAddress> managers, int port) {
    return managers.stream()
        .map(m -> new ManagerAddress(m.host(), port == 0 ? m.port() + 1 : port))
        .toList();
  }

  Map<String, String> labels(Violations violations) {
    Map<String, String> read = new LinkedHashMap<>();
    for (String label : labels) {
      int at = label.indexOf('=');
      if (at <= 0) {
        violations.add("--label", "`" + label + "` is no label", "KEY=VALUE, e.g. zone=east");
      } else if (read.putIfAbsent(label.substring(0, at), label.substring(at + 1)) != null) {
        violations.add("--label", "`" + label.substring(0, at) + "` is given twice", "it once");
      }
    }
    return read;
  }
}

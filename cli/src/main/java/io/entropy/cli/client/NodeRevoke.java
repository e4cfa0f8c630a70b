package io.entropy.cli.client;

import io.entropy.api.v1.RevokeNodeRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy node revoke`.
@Command(
    name = "revoke",
    description = "Refuses nodes' certificates from now on, and that they join.",
    mixinStandardHelpOptions = true)
final class NodeRevoke implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "Its name or its id.")
  private List<String> nodes = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String node : nodes) {
        RevokeNodeRequest request = RevokeNodeRequest.newBuilder().setNode(node).build();
        var _ = client.call(control -> control.revokeNode(request));
        System.out.println(node);
      }
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.ReadmitNodeRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy node readmit`.
@Command(
    name = "readmit",
    description =
        "Lets nodes that were revoked, or lost their certificate, join anew with a token.",
    mixinStandardHelpOptions = true)
final class NodeReadmit implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "Its name or its id.")
  private List<String> nodes = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String node : nodes) {
        ReadmitNodeRequest request = ReadmitNodeRequest.newBuilder().setNode(node).build();
        var _ = client.call(control -> control.readmitNode(request));
        System.out.println(node);
      }
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.GetNodeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy node inspect`.
@Command(
    name = "inspect",
    description = "Shows all there is of a node, e.g. which mechanisms it has.",
    mixinStandardHelpOptions = true)
final class NodeInspect implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "NODE", description = "Its name or its id.")
  private String node = "";

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      GetNodeRequest request = GetNodeRequest.newBuilder().setNode(node).build();
      printer.one(client.call(control -> control.getNode(request)));
    }
  }
}

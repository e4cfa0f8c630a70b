package io.entropy.cli.client;

import io.entropy.api.v1.ListNodesRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy node ls`.
@Command(name = "ls", description = "Lists a manager's nodes.", mixinStandardHelpOptions = true)
final class NodeList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.list(
          client
              .call(control -> control.listNodes(ListNodesRequest.getDefaultInstance()))
              .getNodesList(),
          Columns.NODES);
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.ListTargetsRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy target ls`.
@Command(
    name = "ls",
    description = "Lists the containers on a manager's nodes.",
    mixinStandardHelpOptions = true)
final class TargetList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "SELECTOR",
      description = "Only those that match, as in a policy. Repeatable: all must hold.")
  private List<String> selectors = List.of();

  @Option(names = "--node", paramLabel = "NODE", description = "Only this node's.")
  private String node = "";

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      ListTargetsRequest request =
          ListTargetsRequest.newBuilder().addAllSelector(selectors).setNode(node).build();
      printer.list(
          client.call(control -> control.listTargets(request)).getTargetsList(), Columns.TARGETS);
    }
  }
}

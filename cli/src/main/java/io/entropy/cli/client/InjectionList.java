package io.entropy.cli.client;

import io.entropy.api.v1.ListInjectionsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy injection ls`, or `entropy lsi`.
@Command(
    name = "ls",
    description = "Lists a manager's faults, the newest 1,000.",
    mixinStandardHelpOptions = true)
public final class InjectionList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--policy", paramLabel = "POLICY", description = "Only this policy's.")
  private String policy = "";

  @Option(names = "--node", paramLabel = "NODE", description = "Only this node's.")
  private String node = "";

  @Option(names = "--live", description = "Only those that aren't over.")
  private boolean live;

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      ListInjectionsRequest request =
          ListInjectionsRequest.newBuilder().setPolicy(policy).setNode(node).setLive(live).build();
      printer.list(
          client.call(control -> control.listInjections(request)).getInjectionsList(),
          Columns.INJECTIONS);
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.PolicyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy policy inspect`.
@Command(
    name = "inspect",
    description = "Shows all there is of a policy.",
    mixinStandardHelpOptions = true)
final class PolicyInspect implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "POLICY", description = "Its name or its id.")
  private String policy = "";

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      PolicyRequest request = PolicyRequest.newBuilder().setPolicy(policy).build();
      printer.one(client.call(control -> control.getPolicy(request)));
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.ListPoliciesRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy ls`.
@Command(name = "ls", description = "Lists a manager's policies.", mixinStandardHelpOptions = true)
public final class PolicyList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.list(
          client
              .call(control -> control.listPolicies(ListPoliciesRequest.getDefaultInstance()))
              .getPoliciesList(),
          Columns.POLICIES);
    }
  }
}

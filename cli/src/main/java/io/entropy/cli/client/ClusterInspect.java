package io.entropy.cli.client;

import io.entropy.api.v1.GetClusterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy cluster inspect`.
@Command(
    name = "inspect",
    description = "Shows the bounds of all policies, who leads, and whether everything is halted.",
    mixinStandardHelpOptions = true)
final class ClusterInspect implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.one(
          client.call(control -> control.getCluster(GetClusterRequest.getDefaultInstance())));
    }
  }
}

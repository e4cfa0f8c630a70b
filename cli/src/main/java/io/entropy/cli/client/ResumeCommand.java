package io.entropy.cli.client;

import io.entropy.api.v1.ResumeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy resume`.
@Command(
    name = "resume",
    description = "Lets a halted manager's policies be started again; starts none.",
    mixinStandardHelpOptions = true)
public final class ResumeCommand implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      var _ = client.call(control -> control.resume(ResumeRequest.getDefaultInstance()));
      System.out.println("Resumed: policies can be started again.");
    }
  }
}

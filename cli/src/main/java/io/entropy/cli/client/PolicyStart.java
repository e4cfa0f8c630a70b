package io.entropy.cli.client;

import io.entropy.api.v1.PolicyRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy start`.
@Command(
    name = "start",
    description = "Starts policies: their dice are rolled from now on.",
    mixinStandardHelpOptions = true)
public final class PolicyStart implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "POLICY", description = "Its name or its id.")
  private List<String> policies = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String policy : policies) {
        PolicyRequest request = PolicyRequest.newBuilder().setPolicy(policy).build();
        var _ = client.call(control -> control.startPolicy(request));
        System.out.println(policy);
      }
    }
  }
}

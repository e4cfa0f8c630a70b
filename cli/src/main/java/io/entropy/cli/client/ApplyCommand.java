package io.entropy.cli.client;

import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.FailurePolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy apply`: makes a manager's policies what a file says; those that it doesn't name stay.
@Command(
    name = "apply",
    description = "Creates or changes a manager's policies so that they are as in a file.",
    mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FileOption file = new FileOption();

  @Option(names = "--start", description = "Starts those that it creates.")
  private boolean start;

  @Override
  public Integer call() throws Exception {
    var wanted = file.read();
    try (ManagerClient client = manager.open()) {
      for (Difference difference : Difference.of(client, wanted)) {
        System.out.println(difference.wanted().getName() + " " + apply(client, difference));
      }
    }
    return 0;
  }

  private String apply(ManagerClient client, Difference difference) {
    if (difference.isNone()) {
      return "is as it should be";
    }
    if (difference.known().isEmpty()) {
      var request =
          CreatePolicyRequest.newBuilder().setSpec(difference.result()).setStart(start).build();
      FailurePolicy _ = client.call(control -> control.createPolicy(request));
      return start ? "created and started" : "created";
    }
    FailurePolicy _ = PolicyChange.make(client, difference.known().get(), difference.result());
    return "changed";
  }
}

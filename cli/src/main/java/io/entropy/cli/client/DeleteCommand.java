package io.entropy.cli.client;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.PolicyRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy delete`: removes the policies that a file names; those that aren't there are no error.
@Command(
    name = "delete",
    description = "Removes the policies that a file names, with their faults.",
    mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FileOption file = new FileOption();

  @Override
  public Integer call() throws Exception {
    var wanted = file.read();
    try (ManagerClient client = manager.open()) {
      for (Difference difference : Difference.of(client, wanted)) {
        difference.known().map(FailurePolicy::getId).ifPresent(id -> remove(client, id));
        System.out.println(
            difference.wanted().getName()
                + (difference.known().isPresent() ? " removed" : " wasn't there"));
      }
    }
    return 0;
  }

  private static void remove(ManagerClient client, String id) {
    PolicyRequest request = PolicyRequest.newBuilder().setPolicy(id).build();
    var _ = client.call(control -> control.removePolicy(request));
  }
}

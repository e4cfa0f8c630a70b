package io.entropy.cli.client;

import io.entropy.api.v1.RevokeUserRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy user revoke`.
@Command(
    name = "revoke",
    description = {
      "Refuses every certificate of those users that was issued up to now.",
      "'entropy ca issue' makes a new one for who is to come back."
    },
    mixinStandardHelpOptions = true)
final class UserRevoke implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "As in the certificate.")
  private List<String> names = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String name : names) {
        RevokeUserRequest request = RevokeUserRequest.newBuilder().setUser(name).build();
        System.out.println(client.call(control -> control.revokeUser(request)).getId());
      }
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.RemoveTokenRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy token rm`.
@Command(
    name = "rm",
    description = "Removes tokens; nodes that have joined with them stay.",
    mixinStandardHelpOptions = true)
final class TokenRemove implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "TOKEN", description = "Its id, as 'token ls' has it.")
  private List<String> tokens = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String token : tokens) {
        RemoveTokenRequest request = RemoveTokenRequest.newBuilder().setToken(token).build();
        var _ = client.call(control -> control.removeToken(request));
        System.out.println(token);
      }
    }
  }
}

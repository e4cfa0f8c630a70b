package io.entropy.cli.client;

import io.entropy.api.text.Durations;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.CreateTokenRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `entropy token create`.
@Command(
    name = "create",
    description = "Makes a token and prints it; nothing shows it again.",
    footer = {
      "",
      "On the machine that is to join:",
      "  entropy agent --join HOST --token ENTROPY-1-…"
    },
    mixinStandardHelpOptions = true)
final class TokenCreate implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it holds, at most 30d (default: 1h).")
  private String length = "1h";

  @Option(names = "--once", description = "One machine only may join with it.")
  private boolean once;

  @Override
  public void run() {
    Violations violations = new Violations();
    var valid = violations.read("--for", length, Durations::read);
    violations.throwIfAny();
    CreateTokenRequest request =
        CreateTokenRequest.newBuilder()
            .setValid(ProtoTime.toProto(valid.orElseThrow()))
            .setOnce(once)
            .build();
    try (ManagerClient client = manager.open()) {
      System.out.println(client.call(control -> control.createToken(request)).getText());
    }
  }
}

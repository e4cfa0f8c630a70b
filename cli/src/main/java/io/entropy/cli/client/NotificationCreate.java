package io.entropy.cli.client;

import io.entropy.api.text.Violations;
import io.entropy.api.v1.CreateNotificationRequest;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `entropy notification create`. Prints its id. The secret comes from a file: what is typed is
/// seen by every user of the machine.
@Command(
    name = "create",
    description = "Has a manager post its events, from now on, to an address; prints the id.",
    footer = {
      "",
      "Examples:",
      "  entropy notification create audit --url https://example.com/hook --secret-file key",
      "  entropy notification create chat --format slack --filter type=steadystate.* \\",
      "      --url https://hooks.slack.com/services/…",
      "  entropy notification create alerts --format alertmanager \\",
      "      --url http://10.0.0.9:9093/api/v2/alerts"
    },
    mixinStandardHelpOptions = true)
final class NotificationCreate implements Callable<Integer> {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(paramLabel = "NAME", description = "Its name; no other may have it.")
  private String name = "";

  @Option(names = "--url", required = true, description = "Where to: http or https.")
  private String url = "";

  @Option(
      names = "--format",
      paramLabel = "cloudevents|slack|alertmanager",
      defaultValue = "cloudevents",
      description = "What is posted (${DEFAULT-VALUE}).")
  private String format = "cloudevents";

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description =
          "type, policy, target or node, e.g. type=injection.*. Repeatable: one of each key's.")
  private List<String> filters = List.of();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Signs each request with the secret in it; '-' is standard input.")
  private @Nullable String secretFile;

  @Override
  public Integer call() throws IOException {
    Violations violations = new Violations();
    EventFilter filter = EventFilters.read(filters, violations);
    violations.throwIfAny();
    NotificationSpec spec =
        NotificationSpec.newBuilder()
            .setName(name)
            .setUrl(url)
            .setFormat(format)
            .setFilter(filter)
            .setSecret(secretFile == null ? "" : secret(secretFile))
            .build();
    try (ManagerClient client = manager.open()) {
      Notification created =
          client.call(control ->
              control.createNotification(
                  CreateNotificationRequest.newBuilder().setSpec(spec).build()));
      System.out.println(created.getId());
    }
    return 0;
  }

  private static String secret(String file) throws IOException {
    Violations violations = new Violations();
    byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    String secret = new String(bytes, StandardCharsets.UTF_8).strip();
    if (secret.isEmpty()) {
      violations.add("--secret-file", "there is nothing in it", "a secret");
    }
    violations.throwIfAny();
    return secret;
  }
}

package io.entropy.cli.client;

import io.entropy.api.v1.NotificationRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy notification rm`.
@Command(
    name = "rm",
    description = "Ends notifications and forgets them.",
    mixinStandardHelpOptions = true)
final class NotificationRemove implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();

  @Parameters(arity = "1..*", paramLabel = "NOTIFICATION", description = "Its name or its id.")
  private List<String> notifications = List.of();

  @Override
  public void run() {
    try (ManagerClient client = manager.open()) {
      for (String each : notifications) {
        NotificationRequest request =
            NotificationRequest.newBuilder().setNotification(each).build();
        var _ = client.call(control -> control.removeNotification(request));
        System.out.println(each);
      }
    }
  }
}

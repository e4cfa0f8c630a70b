package io.entropy.cli.client;

import io.entropy.api.v1.NotificationRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy notification inspect`.
@Command(
    name = "inspect",
    description = "Shows all there is of a notification, but its secret.",
    mixinStandardHelpOptions = true)
final class NotificationInspect implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "NOTIFICATION", description = "Its name or its id.")
  private String notification = "";

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      NotificationRequest request =
          NotificationRequest.newBuilder().setNotification(notification).build();
      printer.one(client.call(control -> control.getNotification(request)));
    }
  }
}

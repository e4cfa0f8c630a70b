package io.entropy.cli.client;

import io.entropy.api.v1.ListNotificationsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy notification ls`.
@Command(
    name = "ls",
    description = "Lists whom a manager tells, and how it goes.",
    mixinStandardHelpOptions = true)
final class NotificationList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.list(
          client
              .call(control ->
                  control.listNotifications(ListNotificationsRequest.getDefaultInstance()))
              .getNotificationsList(),
          Columns.NOTIFICATIONS);
    }
  }
}

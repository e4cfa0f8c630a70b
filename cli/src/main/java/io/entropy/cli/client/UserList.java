package io.entropy.cli.client;

import io.entropy.api.v1.ListUsersRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy user ls`.
@Command(
    name = "ls",
    description = "Lists the users who were revoked; a manager knows of no others.",
    mixinStandardHelpOptions = true)
final class UserList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.list(
          client
              .call(control -> control.listUsers(ListUsersRequest.getDefaultInstance()))
              .getUsersList(),
          Columns.USERS);
    }
  }
}

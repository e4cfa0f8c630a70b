package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy notification`: whom a manager tells of its events by HTTP.
@Command(
    name = "notification",
    description = "Whom a manager tells of its events: create, ls, inspect, rm.",
    subcommands = {
      NotificationCreate.class,
      NotificationList.class,
      NotificationInspect.class,
      NotificationRemove.class
    },
    mixinStandardHelpOptions = true)
public final class NotificationCommand extends CommandGroup {}

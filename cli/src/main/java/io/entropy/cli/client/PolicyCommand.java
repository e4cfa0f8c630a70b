package io.entropy.cli.client;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy policy`: what there is to do with a manager's policies. The frequent ones have short
/// forms: `create`, `start`, `stop`, `rm`, `ls`.
@Command(
    name = "policy",
    description = "A manager's policies: create, start, stop, update, rm, ls, inspect.",
    subcommands = {
      PolicyCreate.class,
      PolicyStart.class,
      PolicyStop.class,
      PolicyUpdate.class,
      PolicyRemove.class,
      PolicyList.class,
      PolicyInspect.class
    },
    mixinStandardHelpOptions = true)
public final class PolicyCommand extends CommandGroup {}

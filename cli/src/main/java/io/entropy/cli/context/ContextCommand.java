package io.entropy.cli.context;

import io.entropy.cli.CommandGroup;
import picocli.CommandLine.Command;

/// `entropy context`: names for the managers and engines that one works with.
@Command(
    name = "context",
    description = "Names for managers and engines, and which of them is in use: ls, use, set, rm.",
    footer = {
      "",
      "Which one a command is for: -H, --context, $ENTROPY_HOST, $ENTROPY_CONTEXT, the one in use;",
      "the first of these that is there."
    },
    subcommands = {ContextList.class, ContextUse.class, ContextSet.class, ContextRemove.class},
    mixinStandardHelpOptions = true)
public final class ContextCommand extends CommandGroup {}

package io.entropy.cli;

import io.entropy.cli.host.DoctorCommand;
import io.entropy.cli.host.HaltCommand;
import io.entropy.cli.host.ReapCommand;
import io.entropy.cli.manage.ManageCommand;
import io.entropy.cli.modes.ModesCommand;
import io.entropy.cli.proxy.ProxyCommand;
import io.entropy.cli.run.RunCommand;
import io.entropy.cli.store.StoreCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands by name, in the order in which help shows them.
final class Commands {
  private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("run", RunCommand::new);
    ALL.put("modes", ModesCommand::new);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("reap", ReapCommand::new);
    ALL.put("halt", HaltCommand::new);
    ALL.put("manage", ManageCommand::new);
    ALL.put("store", StoreCommand::new);
    ALL.put("proxy", ProxyCommand::new);
    ALL.put("version", VersionCommand::new);
    ALL.put("completion", CompletionCommand::new);
  }

  private Commands() {}

  /// What these arguments need: with a command named first only that one, since reading each one's
  /// annotations takes milliseconds that `run` doesn't have; otherwise all.
  static CommandLine lineFor(String... args) {
    return args.length > 0 && ALL.containsKey(args[0]) && !args[0].equals("completion")
        ? line(Map.of(args[0], ALL.get(args[0])))
        : all();
  }

  /// The root with every command.
  static CommandLine all() {
    return line(ALL);
  }

  private static CommandLine line(Map<String, Supplier<Object>> commands) {
    CommandLine line = new CommandLine(new EntropyCommand());
    commands.forEach((name, make) -> line.addSubcommand(name, make.get()));
    return line;
  }
}

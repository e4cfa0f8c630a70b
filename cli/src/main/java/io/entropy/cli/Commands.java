package io.entropy.cli;

import io.entropy.cli.agent.AgentCommand;
import io.entropy.cli.ca.CaCommand;
import io.entropy.cli.client.ApplyCommand;
import io.entropy.cli.client.ClusterCommand;
import io.entropy.cli.client.DeleteCommand;
import io.entropy.cli.client.DiffCommand;
import io.entropy.cli.client.EventsCommand;
import io.entropy.cli.client.InjectionCommand;
import io.entropy.cli.client.InjectionList;
import io.entropy.cli.client.NodeCommand;
import io.entropy.cli.client.NotificationCommand;
import io.entropy.cli.client.PolicyCommand;
import io.entropy.cli.client.PolicyCreate;
import io.entropy.cli.client.PolicyList;
import io.entropy.cli.client.PolicyRemove;
import io.entropy.cli.client.PolicyStart;
import io.entropy.cli.client.PolicyStop;
import io.entropy.cli.client.ResumeCommand;
import io.entropy.cli.client.TargetCommand;
import io.entropy.cli.client.TokenCommand;
import io.entropy.cli.client.UserCommand;
import io.entropy.cli.context.ContextCommand;
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
    ALL.put("agent", AgentCommand::new);
    ALL.put("policy", PolicyCommand::new);
    ALL.put("create", PolicyCreate::new);
    ALL.put("start", PolicyStart::new);
    ALL.put("stop", PolicyStop::new);
    ALL.put("rm", PolicyRemove::new);
    ALL.put("ls", PolicyList::new);
    ALL.put("apply", ApplyCommand::new);
    ALL.put("diff", DiffCommand::new);
    ALL.put("delete", DeleteCommand::new);
    ALL.put("injection", InjectionCommand::new);
    ALL.put("lsi", InjectionList::new);
    ALL.put("node", NodeCommand::new);
    ALL.put("token", TokenCommand::new);
    ALL.put("user", UserCommand::new);
    ALL.put("cluster", ClusterCommand::new);
    ALL.put("target", TargetCommand::new);
    ALL.put("events", EventsCommand::new);
    ALL.put("notification", NotificationCommand::new);
    ALL.put("modes", ModesCommand::new);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("reap", ReapCommand::new);
    ALL.put("halt", HaltCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("manage", ManageCommand::new);
    ALL.put("context", ContextCommand::new);
    ALL.put("ca", CaCommand::new);
    ALL.put("store", StoreCommand::new);
    ALL.put("proxy", ProxyCommand::new);
    ALL.put("version", VersionCommand::new);
    ALL.put("completion", CompletionCommand::new);
  }

  private Commands() {}

  /// What these arguments need: with a command named first only that one, since reading each one's
  /// annotations takes milliseconds that `run` doesn't have; otherwise all.
  static CommandLine lineFor(String... args) {
    int at = ConnectionOptions.commandIn(args);
    String command = at < args.length ? args[at] : "";
    Supplier<Object> make = ALL.get(command);
    return make != null && !command.equals("completion") ? line(Map.of(command, make)) : all();
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

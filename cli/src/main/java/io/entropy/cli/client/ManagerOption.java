package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.cli.ChosenHost;
import io.entropy.cli.CommandException;
import io.entropy.cli.ExitCode;
import io.entropy.cli.ManagerEndpoint;
import io.entropy.cli.TlsOption;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which manager is meant, for commands that only a manager can carry out.
final class ManagerOption {
  private static final String HERE = "127.0.0.1:" + ManagerAddress.DEFAULT_PORT;

  /// A socket, or the ports that Docker engines have.
  private static final Pattern ENGINE = Pattern.compile("unix://.*|tcp://.*:237[56]");

  @Option(
      names = {"-H", "--host"},
      paramLabel = "MANAGER",
      description =
          "The manager, e.g. tcp://10.0.0.1:2476, or the Docker engine on which one runs, e.g."
              + " unix:///var/run/docker.sock (default: $ENTROPY_HOST, the context in use, the one"
              + " on this machine).")
  @Nullable String host;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context that names it (see 'entropy context').")
  @Nullable String context;

  @Mixin private TlsOption tls = new TlsOption();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  ManagerClient open() {
    return ManagerClient.of(new ManagerEndpoint(address(), tls.folder().or(chosen()::tls)));
  }

  ManagerAddress address() {
    String typed = chosen().endpoint().orElse(HERE);
    if (ENGINE.matcher(typed).matches()) {
      return onEngine(typed);
    }
    Violations violations = new Violations();
    var read = violations.read("--host", typed, ManagerOption::read);
    violations.throwIfAny();
    return read.orElseThrow();
  }

  private ChosenHost chosen() {
    return ChosenHost.of(command, host, context);
  }

  private static ManagerAddress onEngine(String engine) {
    try {
      return ManagerContainer.on(engine)
          .orElseThrow(() -> new CommandException(ExitCode.ERROR, ManagerContainer.none(engine)));
    } catch (RuntimeUnavailableException e) {
      throw new CommandException(ExitCode.ERROR, String.valueOf(e.getMessage()));
    }
  }

  static ManagerAddress read(String text) throws TextException {
    int scheme = text.indexOf("://");
    String kind = scheme < 0 ? "tcp" : text.substring(0, scheme);
    if (!kind.equals("tcp") && !kind.equals("entropy")) {
      throw new TextException(
          "`" + text + "` is a Docker engine's, and this needs a manager",
          "tcp://HOST:2476; 'entropy manage' starts one");
    }
    return ManagerAddress.read(scheme < 0 ? text : text.substring(scheme + 3));
  }
}

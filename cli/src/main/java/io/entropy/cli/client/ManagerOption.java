package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.text.TextException;
import io.entropy.api.text.Violations;
import io.entropy.cli.ManagerEndpoint;
import io.entropy.cli.TlsOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which manager is meant, for commands that only a manager can carry out.
final class ManagerOption {
  private static final String HERE = "127.0.0.1:" + ManagerAddress.DEFAULT_PORT;

  @Option(
      names = {"-H", "--host"},
      paramLabel = "MANAGER",
      description =
          "The manager, e.g. tcp://10.0.0.1:2476 (default: $ENTROPY_HOST, the one on this"
              + " machine).")
  @Nullable String host;

  @Mixin private TlsOption tls = new TlsOption();

  ManagerClient open() {
    return ManagerClient.of(new ManagerEndpoint(address(), tls.folder()));
  }

  ManagerAddress address() {
    @Nullable String typed = host != null ? host : System.getenv("ENTROPY_HOST");
    Violations violations = new Violations();
    var read = violations.read("--host", typed == null ? HERE : typed, ManagerOption::read);
    violations.throwIfAny();
    return read.orElseThrow();
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

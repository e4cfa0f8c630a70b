package io.entropy.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contexts and `-H` before the command, as a user types them. No manager is needed: whom a command
/// asks in vain is told.
final class ContextCommandIT {
  @TempDir Path folder;

  @Test
  void contextsAreMadeUsedListedAndForgotten() throws Exception {
    Entropy entropy = new Entropy(folder);
    String nobody = "tcp://127.0.0.1:" + freePort();
    assertThat(entropy.run("context", "set", "lab").err()).contains("--endpoint: it's missing");
    assertThat(entropy.run("context", "set", "lab", "--endpoint", nobody).exitCode()).isZero();
    assertThat(entropy.run("context", "set", "lab", "--tls-dir", "/tls").exitCode()).isZero();
    assertThat(entropy.run("context", "use", "lap").err())
        .contains("there is no context `lap`; did you mean `lab`?");
    assertThat(entropy.run("context", "use", "lab").exitCode()).isZero();
    assertThat(entropy.run("context", "ls").out())
        .isEqualTo("* lab   %s   tls-dir /tls%n".formatted(nobody));
    assertThat(entropy.run("ls").err()).contains("there is no /tls/ca.pem");
    assertThat(entropy.run("context", "set", "plain", "--endpoint", nobody).exitCode()).isZero();
    assertSays(entropy.run("ls", "--context", "plain"), nobody);
    assertThat(entropy.run("context", "rm", "plain").exitCode()).isZero();
    assertThat(entropy.run("context", "rm", "lab").exitCode()).isZero();
    assertThat(entropy.run("context", "ls").out()).isEmpty();
  }

  @Test
  void whomACommandIsForMayStandBeforeIt() throws Exception {
    Entropy entropy = new Entropy(folder);
    String nobody = "tcp://127.0.0.1:" + freePort();
    assertSays(entropy.run("-H", nobody, "policy", "ls"), nobody);
    assertSays(entropy.run("--host=" + nobody, "ls"), nobody);
    assertSays(entropy.run("-H", "tcp://127.0.0.1:1", "node", "ls", "-H", nobody), nobody);
    assertThat(entropy.run("--context", "no", "ls").err()).contains("there is no context `no`");
    assertThat(entropy.run("ls", "--context", "no").err()).contains("there is no context `no`");
    Result detached =
        entropy.run(
            "-H", nobody.replace("tcp", "entropy"), "run", "--detach", "-t", "a=b", "recv_drop");
    assertSays(detached, nobody);
    assertThat(entropy.run("-H", nobody, "version").exitCode()).isZero();
  }

  private static void assertSays(Result result, String manager) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
    assertThat(result.err())
        .contains("no manager serves at " + manager.substring(manager.indexOf("://") + 3));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A Toxiproxy server that is a process of its own, started by its command line.
public final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ServerProcess() {}

  /// What starts a server on a port of loopback.
  public interface CommandLine {
    List<String> words(int port);
  }

  /// Shopify's own, where it's installed. No machine that these tests were written on has it.
  public static Optional<ServerUnderTest> ofShopify() throws IOException {
    Optional<Path> program =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "toxiproxy-server"))
            .filter(Files::isExecutable)
            .findFirst();
    return program.isEmpty()
        ? Optional.empty()
        : Optional.of(
            start(port ->
                List.of(program.get().toString(), "-host", "127.0.0.1", "-port", "" + port)));
  }

  /// Waits until it answers.
  public static ServerUnderTest start(CommandLine command) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(command.words(port))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    ToxiproxyClient client = new ToxiproxyClient("127.0.0.1", port);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> {
            assertThat(process.isAlive()).as("%s runs", command.words(port)).isTrue();
            return !client.version().isEmpty();
          });
      return new ServerUnderTest("127.0.0.1", port, client.version(), () -> end(process));
    } catch (RuntimeException | AssertionError e) {
      var _ = process.destroyForcibly();
      throw e;
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        int _ = process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

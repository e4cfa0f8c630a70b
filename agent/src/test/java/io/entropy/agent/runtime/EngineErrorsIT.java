package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineErrorsIT {
  @TempDir Path folder;

  private static RuntimeUnavailableException listing(String endpoint) {
    try (DockerRuntime engine = DockerRuntime.open(new EngineEndpoint(URI.create(endpoint)))) {
      engine.list();
      throw new AssertionError("there should be no engine at " + endpoint);
    } catch (RuntimeUnavailableException e) {
      return e;
    }
  }

  @Test
  void saysWhereNoEngineListens() {
    String endpoint = "unix://" + folder.resolve("none.sock");
    RuntimeUnavailableException e = listing(endpoint);
    assertThat(e.code()).isEqualTo(Code.NO_ENGINE);
    assertThat(e).hasMessage("no Docker engine at " + endpoint + ": start it or pass -H");
  }

  @Test
  void saysSoOfASocketThatNobodyServes() throws Exception {
    Path socket = folder.resolve("stale.sock");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    assertThat(Files.exists(socket)).isTrue();
    assertThat(listing("unix://" + socket).code()).isEqualTo(Code.NO_ENGINE);
  }

  @Test
  void saysSoOfAPortThatIsClosed() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    assertThat(listing("tcp://127.0.0.1:" + port).code()).isEqualTo(Code.NO_ENGINE);
  }

  @Test
  void givesUpOnAnEngineThatNeverAnswers() throws Exception {
    Path socket = folder.resolve("silent.sock");
    EngineEndpoint endpoint = new EngineEndpoint(URI.create("unix://" + socket));
    try (ServerSocketChannel _ =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        DockerRuntime engine =
            new DockerRuntime(new EngineHttp(endpoint, Duration.ofMillis(300)))) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              engine::list,
              engine::info,
              () -> engine.inspect("any"),
              () -> engine.follow(_ -> {}, _ -> {}))) {
        assertThatExceptionOfType(RuntimeUnavailableException.class)
            .isThrownBy(call)
            .withMessageContaining("didn't answer within 300 ms")
            .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FAILED));
      }
    }
  }

  @Test
  void failsWhenTheStreamCannotBeFollowed() {
    try (DockerRuntime engine =
        DockerRuntime.open(
            new EngineEndpoint(URI.create("unix://" + folder.resolve("none.sock"))))) {
      assertThatExceptionOfType(RuntimeUnavailableException.class)
          .isThrownBy(() -> engine.follow(_ -> {}, _ -> {}));
    }
  }

  /// In a process that may not override file permissions, as one of an ordinary user.
  @Test
  void saysWhatHelpsWithoutPermission() throws Exception {
    Path socket = folder.resolve("forbidden.sock");
    try (ServerSocketChannel _ =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(socket))) {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
      Process child =
          new ProcessBuilder(
                  "setpriv",
                  "--bounding-set=-dac_override,-dac_read_search",
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Lister.class.getName(),
                  "unix://" + socket)
              .redirectErrorStream(true)
              .start();
      String said =
          new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(said)
          .isEqualTo(
              "NO_PERMISSION no permission for the Docker engine at unix://"
                  + socket
                  + ": add your user to group docker or run as root");
      assertThat(child.waitFor()).isZero();
    }
  }

  static final class Lister {
    private Lister() {}

    public static void main(String[] args) {
      RuntimeUnavailableException e = listing(args[0]);
      System.out.println(e.code() + " " + e.getMessage());
    }
  }
}

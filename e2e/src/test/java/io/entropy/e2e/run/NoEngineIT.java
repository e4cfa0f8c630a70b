package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run lacks is told with what would help, and the exit code is 4.
class NoEngineIT {
  private static final String NOBODY = "65534";

  private static Stage stage;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    stage.container("a");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void namesTheEndpointWhereNoEngineIs() throws Exception {
    assertThat(failed(Map.of(), List.of("-H", "unix:///nowhere")))
        .contains("unix:///nowhere", "start it or pass -H");
  }

  @Test
  void takesTheEndpointFromTheEnvironmentToo() throws Exception {
    assertThat(failed(Map.of("DOCKER_HOST", "unix:///docker-nowhere"), List.of()))
        .contains("unix:///docker-nowhere");
    assertThat(
            failed(
                Map.of(
                    "DOCKER_HOST", "unix:///docker-nowhere",
                    "ENTROPY_HOST", "unix:///entropy-nowhere"),
                List.of()))
        .contains("unix:///entropy-nowhere");
  }

  @Test
  void saysWhatAnEndpointLooksLike() throws Exception {
    assertThat(failed(Map.of(), List.of("-H", "localhost:2375")))
        .contains("localhost:2375", "unix:///path", "tcp://host:port");
  }

  @Test
  void saysWhatHelpsWithoutPermissionForTheEngine() throws Exception {
    assertThat(failedAs(List.of("--clear-groups"), stateOfNobody()))
        .contains("no permission", "docker.sock", "group docker", "root");
  }

  @Test
  void saysWhatHelpsWithoutPermissionForTheStateFolder() throws Exception {
    Path forbidden = folder.resolve("forbidden");
    Files.createDirectory(
        forbidden,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertThat(failedAs(List.of("--groups", engineGroup()), forbidden.resolve("state")))
        .contains("ENTROPY_STATE_DIR", "root");
  }

  /// Whoever may use the engine but not the kernel could only be told that every fault failed.
  @Test
  void saysWhatHelpsWithoutPermissionForTheKernel() throws Exception {
    assertThat(failedAs(List.of("--groups", engineGroup()), stateOfNobody()))
        .contains("CAP_SYS_ADMIN", "CAP_NET_ADMIN", "root");
  }

  private static String engineGroup() throws Exception {
    return Files.getAttribute(Path.of("/var/run/docker.sock"), "unix:gid").toString();
  }

  private Path stateOfNobody() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.setAttribute(state, "unix:uid", Integer.valueOf(NOBODY));
    return state;
  }

  private static String failed(Map<String, String> environment, List<String> options)
      throws Exception {
    return failed(environment, List.of(EntropyProcess.command().toString()), options);
  }

  private static String failedAs(List<String> groups, Path state) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY));
    command.addAll(groups);
    command.add(EntropyProcess.command().toString());
    return failed(Map.of("ENTROPY_STATE_DIR", state.toString()), command, List.of());
  }

  private static String failed(
      Map<String, String> environment, List<String> start, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(start);
    command.add("run");
    command.addAll(options);
    command.addAll(
        List.of("--for", "2s", "-f", "100ms", "-t", stage.selector(), "recv_drop", "percent=0"));
    Map<String, String> all = new java.util.HashMap<>(stage.environment());
    all.putAll(environment);
    try (EntropyProcess process = EntropyProcess.start(all, command)) {
      Finished finished = Finished.of(process);
      assertThat(finished.exitCode()).as("%s", finished).isEqualTo(4);
      assertThat(finished.stderr()).doesNotContain("Exception\n", "\tat ");
      return finished.stderr();
    }
  }
}

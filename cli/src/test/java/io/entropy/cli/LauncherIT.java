package io.entropy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which class path the launcher gives to which command: the shortest only when no manager can be
/// meant, the longest to what does more than call one. Its Java is a script that says what it was
/// called with.
final class LauncherIT {
  @TempDir Path folder;

  @BeforeEach
  void lay() throws Exception {
    Path dist = folder.resolve("dist");
    Files.createDirectories(dist.resolve("bin"));
    Files.createDirectories(dist.resolve("lib/call"));
    Files.createDirectories(dist.resolve("lib/platform"));
    Files.createDirectories(folder.resolve("java/bin"));
    Files.createFile(dist.resolve("lib/short.jar"));
    Files.createFile(dist.resolve("lib/call/call.jar"));
    Files.createFile(dist.resolve("lib/platform/long.jar"));
    executable(dist.resolve("bin/entropy"), Files.readString(Path.of("src/main/sh/entropy")));
    executable(folder.resolve("java/bin/java"), "#!/bin/sh\necho \"$@\"\n");
  }

  private static void executable(Path path, String text) throws Exception {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private enum ClassPath {
    SHORT,
    CALL,
    LONG
  }

  private ClassPath given(Map<String, String> env, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("dist/bin/entropy").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTROPY_"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("ENTROPY_JAVA_HOME", folder.resolve("java").toString());
    builder.environment().putAll(env);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("short.jar").endsWith(String.join(" ", arguments) + "\n");
    if (said.contains("long.jar")) {
      assertThat(said).contains("call.jar");
      return ClassPath.LONG;
    }
    return said.contains("call.jar") ? ClassPath.CALL : ClassPath.SHORT;
  }

  private ClassPath given(String... arguments) throws Exception {
    return given(Map.of(), arguments);
  }

  @Test
  void theShortOneIsForCommandsThatAskNoManager() throws Exception {
    for (String command : List.of("run", "doctor", "reap", "halt", "modes", "version")) {
      assertThat(given(command)).as(command).isEqualTo(ClassPath.SHORT);
    }
  }

  @Test
  void theNextIsForCommandsThatAskAManagerOnce() throws Exception {
    for (String command : List.of("ls", "policy", "notification", "context", "apply", "resume")) {
      assertThat(given(command)).as(command).isEqualTo(ClassPath.CALL);
    }
    assertThat(given("-H", "run", "ls")).isEqualTo(ClassPath.CALL);
    assertThat(given("--context=manage", "policy", "create", "agent")).isEqualTo(ClassPath.CALL);
    assertThat(given("halt", "-H", "tcp://h:2476")).isEqualTo(ClassPath.CALL);
  }

  @Test
  void theLongOneIsForTheRest() throws Exception {
    for (String command : List.of("manage", "agent", "store", "events", "ca", "proxy", "--help")) {
      assertThat(given(command)).as(command).isEqualTo(ClassPath.LONG);
    }
    assertThat(given()).isEqualTo(ClassPath.LONG);
    assertThat(given("nonsense")).isEqualTo(ClassPath.LONG);
  }

  @Test
  void aRunThatMayNameAManagerTakesTheLongOne() throws Exception {
    assertThat(given("run", "-H", "tcp://h:2476")).isEqualTo(ClassPath.LONG);
    assertThat(given("-H", "tcp://h:2476", "run")).isEqualTo(ClassPath.LONG);
    assertThat(given("--host=tcp://h:2476", "run")).isEqualTo(ClassPath.LONG);
    assertThat(given("--context", "c", "run")).isEqualTo(ClassPath.LONG);
    assertThat(given("run", "--context=c")).isEqualTo(ClassPath.LONG);
    assertThat(given(Map.of("ENTROPY_HOST", "tcp://h:2476"), "run")).isEqualTo(ClassPath.LONG);
    assertThat(given(Map.of("ENTROPY_CONTEXT", "c"), "run")).isEqualTo(ClassPath.LONG);
  }

  @Test
  void whereThereIsAFileOfContextsOneMayBeInUse() throws Exception {
    Path named = folder.resolve("named.yml");
    Map<String, String> config = Map.of("ENTROPY_CONFIG", named.toString());
    assertThat(given(config, "run")).isEqualTo(ClassPath.SHORT);
    Files.createFile(named);
    assertThat(given(config, "run")).isEqualTo(ClassPath.LONG);
    assertThat(given("run")).isEqualTo(ClassPath.SHORT);
    Files.createDirectories(folder.resolve(".config/entropy"));
    Files.createFile(folder.resolve(".config/entropy/config.yml"));
    assertThat(given("run")).isEqualTo(ClassPath.LONG);
    assertThat(given("halt")).isEqualTo(ClassPath.CALL);
  }
}

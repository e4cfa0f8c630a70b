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

/// Which class path the launcher gives to which command: the short one only when no manager can be
/// meant. Its Java is a script that says what it was called with.
final class LauncherIT {
  @TempDir Path folder;

  @BeforeEach
  void lay() throws Exception {
    Path dist = folder.resolve("dist");
    Files.createDirectories(dist.resolve("bin"));
    Files.createDirectories(dist.resolve("lib/platform"));
    Files.createDirectories(folder.resolve("java/bin"));
    Files.createFile(dist.resolve("lib/short.jar"));
    Files.createFile(dist.resolve("lib/platform/long.jar"));
    executable(dist.resolve("bin/entropy"), Files.readString(Path.of("src/main/sh/entropy")));
    executable(folder.resolve("java/bin/java"), "#!/bin/sh\necho \"$@\"\n");
  }

  private static void executable(Path path, String text) throws Exception {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private boolean isShort(Map<String, String> env, String... arguments) throws Exception {
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
    return !said.contains("long.jar");
  }

  @Test
  void theShortOneIsForCommandsThatAskNoManager() throws Exception {
    for (String command : List.of("run", "doctor", "reap", "halt", "modes", "version")) {
      assertThat(isShort(Map.of(), command)).as(command).isTrue();
    }
    for (String command : List.of("ls", "manage", "store", "notification", "context", "agent")) {
      assertThat(isShort(Map.of(), command)).as(command).isFalse();
    }
  }

  @Test
  void whateverMayNameAManagerTakesTheLongOne() throws Exception {
    assertThat(isShort(Map.of(), "run", "-H", "tcp://h:2476")).isFalse();
    assertThat(isShort(Map.of(), "-H", "tcp://h:2476", "run")).isFalse();
    assertThat(isShort(Map.of(), "--host=tcp://h:2476", "run")).isFalse();
    assertThat(isShort(Map.of(), "--context", "c", "run")).isFalse();
    assertThat(isShort(Map.of(), "run", "--context=c")).isFalse();
    assertThat(isShort(Map.of("ENTROPY_HOST", "tcp://h:2476"), "run")).isFalse();
    assertThat(isShort(Map.of("ENTROPY_CONTEXT", "c"), "run")).isFalse();
  }

  @Test
  void whereThereIsAFileOfContextsOneMayBeInUse() throws Exception {
    Path named = folder.resolve("named.yml");
    assertThat(isShort(Map.of("ENTROPY_CONFIG", named.toString()), "run")).isTrue();
    Files.createFile(named);
    assertThat(isShort(Map.of("ENTROPY_CONFIG", named.toString()), "run")).isFalse();
    assertThat(isShort(Map.of(), "run")).isTrue();
    Files.createDirectories(folder.resolve(".config/entropy"));
    Files.createFile(folder.resolve(".config/entropy/config.yml"));
    assertThat(isShort(Map.of(), "run")).isFalse();
  }
}

package io.entropy.injectors.spi.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Containers whose first process is a JVM: the test engine's image, and this machine's JDKs and C
/// library mounted where they are.
public final class JvmContainer {
  private JvmContainer() {}

  /// Starts one; it runs when this returns, its program perhaps not yet.
  ///
  /// @param classes a folder that is the class path
  /// @param java options of the JVM, the main class and its arguments
  public static TestContainer start(
      TestEngine engine, Path jdk, List<String> dockerRunOptions, Path classes, List<String> java) {
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "-d", "--label", engine.label()));
    command.addAll(dockerRunOptions);
    Stream<Path> machine =
        Stream.of("/usr", "/lib", "/lib64", "/etc/java-17-openjdk").map(Path::of);
    // Without a user of its name a JVM has no file of counters.
    command.addAll(List.of("-v", "/etc/passwd:/etc/passwd:ro"));
    for (Path folder : Stream.concat(machine, Stream.of(jdk)).toList()) {
      boolean within = folder.equals(jdk) && jdk.startsWith("/usr");
      if (Files.isDirectory(folder) && !within) {
        command.addAll(List.of("-v", folder + ":" + folder + ":ro"));
      }
    }
    command.addAll(List.of("-v", classes + ":/classes:ro"));
    command.addAll(List.of("--entrypoint", jdk + "/bin/java", engine.image(), "-cp", "/classes"));
    command.addAll(java);
    return new TestContainer(Shell.run(command).lines().reduce((_, last) -> last).orElseThrow());
  }
}

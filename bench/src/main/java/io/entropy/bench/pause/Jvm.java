package io.entropy.bench.pause;

import io.entropy.bench.host.Command;
import io.entropy.bench.host.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A container with a JVM of this JDK in it, which serves nothing. Closing it removes it.
record Jvm(String id) implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(3);

  static Jvm start(Workbench bench) throws IOException, InterruptedException {
    String image = bench.image("jvm", bench.folder("jvm-image"), "COPY Dockerfile /\n");
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "-d", "--label", bench.label()));
    command.addAll(List.of("--tmpfs", "/tmp:exec", "--entrypoint", home() + "/bin/java"));
    // The JDK and the C library where they are on this machine.
    Stream.of("/usr", "/lib", "/lib64", home())
        .distinct()
        .filter(folder -> Files.isDirectory(Path.of(folder)))
        .filter(folder -> folder.equals("/usr") || !folder.startsWith("/usr/"))
        .forEach(folder -> command.addAll(List.of("-v", folder + ":" + folder + ":ro")));
    command.addAll(List.of(image, "-Xmx64m", "-m", "jdk.httpserver", "-d", "/tmp"));
    Jvm jvm = new Jvm(Command.of(command).run());
    Thread.sleep(START);
    return jvm;
  }

  private static String home() {
    return System.getProperty("java.home");
  }

  @Override
  public void close() throws IOException {
    try {
      String _ = Command.of("docker", "rm", "-f", id).run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // bench/run sweeps it
    }
  }
}

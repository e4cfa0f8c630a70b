package io.entropy.injectors.gcpause.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.engine.JvmContainer;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Containers with a JVM that answers.
final class JvmContainers {
  private static final Path JDKS = Path.of("/usr/lib/jvm");

  private JvmContainers() {}

  /// Of this JDK. The JVM is the container's first process; it has a writable /tmp.
  static TestContainer start(TestEngine engine, List<String> engineOptions, String... jvmOptions) {
    return start(engine, Path.of(System.getProperty("java.home")), engineOptions, jvmOptions);
  }

  static TestContainer start(
      TestEngine engine, Path jdk, List<String> engineOptions, String... jvmOptions) {
    List<String> java = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"));
    java.addAll(List.of(jvmOptions));
    java.add(EchoServer.class.getName());
    return JvmContainer.start(engine, jdk, engineOptions, classes(), java);
  }

  /// What of ours is in the file system of a container's JVM.
  static List<String> files(Target target) throws IOException {
    Path root = Path.of("/proc", Integer.toString(target.getStatus().getPid()), "root");
    List<String> found = new ArrayList<>();
    for (String folder : List.of("tmp", "var/tmp", "")) {
      if (Files.isDirectory(root.resolve(folder))) {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith(".entropy") || name.startsWith(".attach_pid"))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  /// A JDK 17 of this machine.
  static Optional<Path> jdk17() throws IOException {
    try (Stream<Path> jdks = Files.list(JDKS)) {
      return jdks.filter(jdk -> Files.exists(jdk.resolve("lib/server/libjvm.so")))
          .filter(jdk -> jdk.getFileName().toString().contains("17"))
          .sorted()
          .findFirst();
    }
  }

  /// A Java runtime as an application is shipped with, linked once.
  static synchronized Path linkedRuntime() {
    Path runtime = Path.of("target/linked-runtime").toAbsolutePath();
    if (!Files.isDirectory(runtime)) {
      int status =
          ToolProvider.findFirst("jlink")
              .orElseThrow()
              .run(
                  System.out,
                  System.err,
                  "--add-modules",
                  "java.base",
                  "--output",
                  runtime.toString());
      assertThat(status).as("jlink").isZero();
    }
    return runtime;
  }

  /// The echo as JDK 17 has it, compiled once.
  private static synchronized Path classes() {
    Path classes = Path.of("target/echo-classes").toAbsolutePath();
    Path source = Path.of("src/test/java", EchoServer.class.getName().replace('.', '/') + ".java");
    if (!Files.isDirectory(classes)) {
      int status =
          ToolProvider.findFirst("javac")
              .orElseThrow()
              .run(
                  System.out,
                  System.err,
                  "--release",
                  "17",
                  "-d",
                  classes.toString(),
                  source.toString());
      assertThat(status).as("compiling %s", source).isZero();
    }
    return classes;
  }
}

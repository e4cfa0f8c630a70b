package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Containers of a busybox image for one test class, made through the `docker` command; all carry
/// one label, by which they're removed.
final class Containers implements AutoCloseable {
  private static final String DOCKERFILE =
      "FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nENTRYPOINT [\"/bin/busybox\"]\n";

  final String mark = "agent-" + UUID.randomUUID().toString().substring(0, 8);
  final String label = "io.entropy.test=" + mark;
  private final String image = "entropy-" + mark;

  Containers(Path context) throws IOException {
    Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
    Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
    docker("build", "-q", "-t", image, "--label", label, context.toString());
  }

  /// The name of a container of this test.
  String name(String part) {
    return mark + "-" + part;
  }

  /// Starts one that sleeps; returns its id.
  String run(String part, String... options) {
    List<String> command =
        new ArrayList<>(List.of("run", "-d", "--label", label, "--name", name(part)));
    command.addAll(List.of(options));
    command.addAll(List.of(image, "sleep", "1000"));
    return docker(command.toArray(String[]::new));
  }

  String network(String part, String... options) {
    List<String> command = new ArrayList<>(List.of("network", "create", "--label", label));
    command.addAll(List.of(options));
    command.add(name(part));
    return docker(command.toArray(String[]::new));
  }

  static String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
      // Warnings come before what was asked for.
      return said.substring(said.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new IllegalStateException("these tests need the docker command", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ids(String... list) {
    String said = docker(list);
    return said.isEmpty() ? List.of() : List.of(said);
  }

  @Override
  public void close() {
    String filter = "label=" + label;
    while (!ids("ps", "-aq", "--filter", filter).isEmpty()) {
      docker("rm", "-f", ids("ps", "-aq", "--filter", filter).getFirst());
    }
    while (!ids("network", "ls", "-q", "--filter", filter).isEmpty()) {
      docker("network", "rm", ids("network", "ls", "-q", "--filter", filter).getFirst());
    }
    docker("rmi", "-f", image);
  }
}

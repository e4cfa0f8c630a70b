package io.entropy.injectors.spi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// The real Docker engine with a busybox image of our own. Everything made through it is labelled
/// and gone after [#close], which checks that.
public final class TestEngine implements AutoCloseable {
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String label;
  private final String image;

  private TestEngine(String label, String image) {
    this.label = label;
    this.image = image;
  }

  /// Builds the image; fails loudly without an engine or a static busybox.
  public static TestEngine open() throws IOException {
    assertThat(BUSYBOX).as("a static busybox: ./dev setup installs it").isExecutable();
    String unique = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    TestEngine engine =
        new TestEngine("io.entropy.test=" + unique, "entropy/test-busybox:" + unique);
    Path context = Files.createTempDirectory("entropy-test-image");
    try {
      Files.copy(BUSYBOX, context.resolve("busybox"));
      Files.writeString(
          context.resolve("Dockerfile"),
          """
          FROM scratch
          COPY busybox /bin/busybox
          ENV PATH=/bin
          ENTRYPOINT ["/bin/busybox"]
          """);
      Shell.run("docker", "build", "-q", "-t", engine.image, context.toString());
    } finally {
      try (Stream<Path> files = Files.list(context)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(context);
    }
    return engine;
  }

  /// As `docker` filters by it: `io.entropy.test=…`.
  public String label() {
    return label;
  }

  public String image() {
    return image;
  }

  /// A running container that sleeps, on the default bridge unless the options say otherwise.
  public TestContainer container(String... dockerRunOptions) {
    return container(List.of(dockerRunOptions), List.of("sleep", "86400"));
  }

  /// The same that runs another busybox command.
  public TestContainer container(List<String> dockerRunOptions, List<String> busybox) {
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "-d", "--stop-timeout", "1", "--label", label));
    command.addAll(dockerRunOptions);
    command.add(image);
    command.addAll(busybox);
    String id = Shell.run(command).lines().reduce((a, b) -> b).orElseThrow();
    return new TestContainer(id);
  }

  /// A bridge network with IPv4 and IPv6; its name.
  public String dualStackNetwork() {
    String name = "entropy-test-%08x".formatted(ThreadLocalRandom.current().nextInt());
    String prefix = "fd%02x:%04x:%04x".formatted(random(256), random(65536), random(65536));
    Shell.run(
        "docker",
        "network",
        "create",
        "--label",
        label,
        "--ipv6",
        "--subnet",
        prefix + "::/64",
        name);
    return name;
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  /// Removes a container that [#container] made.
  public void remove(Target target) {
    Shell.run("docker", "rm", "-f", target.getId());
  }

  /// One with `--rm` may be going by itself just then, which the engine calls an error.
  private void removeContainers() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    List<String> left = containers();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      for (String id : left) {
        last = Shell.attempt(List.of("docker", "rm", "-f", "-v", id)).output();
      }
      left = containers();
    }
    assertThat(left).as(last).isEmpty();
  }

  private List<String> containers() {
    return Shell.run("docker", "ps", "-aq", "--filter", "label=" + label).lines().toList();
  }

  @Override
  public void close() {
    removeContainers();
    for (String id :
        Shell.run("docker", "network", "ls", "-q", "--filter", "label=" + label).lines().toList()) {
      Shell.run("docker", "network", "rm", id);
    }
    Shell.run("docker", "image", "rm", "-f", image);
    assertThat(Shell.run("docker", "images", "-q", image)).isEmpty();
  }
}

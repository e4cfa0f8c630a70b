package io.entropy.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a bench works: a folder of its own on a disk, and images and containers under a label by
/// which `bench/run` sweeps whatever a killed bench left. Closing it takes everything away.
public final class Workbench implements AutoCloseable {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private final Path folder;
  private final String label;
  private final List<String> images = new ArrayList<>();
  private final List<String> containers = new ArrayList<>();
  private @Nullable String busybox;

  private Workbench(Path folder, String label) {
    this.folder = folder;
    this.label = label;
  }

  /// The one that `bench/run` prepared.
  public static Workbench open() throws IOException {
    Path parent = Path.of(required("io.entropy.bench.folder"));
    return new Workbench(
        Files.createTempDirectory(parent, "bench-"), required("io.entropy.bench.label"));
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("no -D" + property + ": start benches by ./dev bench");
    }
    return value;
  }

  /// Empty, on a disk.
  public Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /// What `./dev build` made of the command line.
  public static Path dist() throws IOException {
    Path dist = Path.of(required("io.entropy.bench.dist")).normalize();
    if (!Files.isExecutable(dist.resolve("bin/entropy"))) {
      throw new IOException("there is no " + dist.resolve("bin/entropy") + ": run ./dev build");
    }
    return dist;
  }

  /// As `docker run --label` takes it.
  public String label() {
    return label;
  }

  /// A container of nothing but busybox, asleep.
  public Container container() throws IOException, InterruptedException {
    return container(List.of());
  }

  /// The same with labels of its own besides.
  public Container container(List<String> labels) throws IOException, InterruptedException {
    if (busybox == null) {
      Path context = folder("busybox-image");
      Files.copy(BUSYBOX, context.resolve("busybox"));
      busybox = image("busybox", context, "COPY busybox /busybox\nENTRYPOINT [\"/busybox\"]\n");
    }
    List<String> run = new ArrayList<>(List.of("docker", "run", "-d", "--label", label));
    labels.forEach(one -> run.addAll(List.of("--label", one)));
    run.addAll(List.of(busybox, "sleep", "86400"));
    String id = Command.of(run).run();
    containers.add(id);
    return Container.inspect(List.of(id)).getFirst();
  }

  /// An image from scratch; its name.
  ///
  /// @param context the folder that it's built from
  /// @param lines of the Dockerfile, after `FROM scratch`
  public String image(String name, Path context, String lines)
      throws IOException, InterruptedException {
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n" + lines);
    String tag =
        "entropy/bench-" + name + ":" + label.replaceAll(".*-", "").toLowerCase(Locale.ROOT);
    images.add(tag);
    String _ =
        Command.of("docker", "build", "-q", "--label", label, "-t", tag, context.toString()).run();
    return tag;
  }

  /// Also from a thread that was interrupted.
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (String id : containers) {
        String _ = Command.of("docker", "rm", "-f", "-v", id).run();
      }
      for (String image : images) {
        String _ = Command.of("docker", "image", "rm", "-f", image).run();
      }
    } catch (InterruptedException _) {
      interrupted = true; // once more: the rest is left to bench/run
    }
    delete(folder);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package io.entropy.bench.pause;

import io.entropy.bench.host.Command;
import io.entropy.bench.host.Workbench;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A container with a [Pulse] in it, and the gaps that it tells of. A thread takes those in;
/// closing it removes the container.
final class Patient implements AutoCloseable {
  private static final long START_SECONDS = 30;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final String id;
  private final Process attached;
  private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();
  private final CountDownLatch beating = new CountDownLatch(1);

  /// By [System#nanoTime].
  private record Gap(long from, long to) {
    long overlap(long since, long until) {
      return Math.min(to, until) - Math.max(from, since);
    }
  }

  private Patient(String id, Process attached) {
    this.id = id;
    this.attached = attached;
    Thread _ = Thread.ofPlatform().name("pulse").daemon().start(this::takeIn);
  }

  static Patient start(Workbench bench) throws IOException, InterruptedException {
    String image = bench.image("pulse", bench.folder("pulse-image"), "COPY Dockerfile /\n");
    List<String> command = new ArrayList<>(List.of("docker", "create", "--label", bench.label()));
    command.addAll(List.of("--tmpfs", "/tmp:exec", "--entrypoint", home() + "/bin/java"));
    // The JDK and the C library where they are on this machine.
    Stream.of("/usr", "/lib", "/lib64", home())
        .distinct()
        .filter(folder -> Files.isDirectory(Path.of(folder)))
        .filter(folder -> folder.equals("/usr") || !folder.startsWith("/usr/"))
        .forEach(folder -> command.addAll(List.of("-v", folder + ":" + folder + ":ro")));
    Path classes = Path.of("target/classes").toAbsolutePath();
    command.addAll(List.of("-v", classes + ":/classes:ro", image));
    command.addAll(List.of("-Xmx64m", "-cp", "/classes", Pulse.class.getName()));
    String id = Command.of(command).run();
    Patient patient =
        new Patient(
            id, new ProcessBuilder("docker", "start", "-a", id).redirectErrorStream(true).start());
    if (!patient.beating.await(START_SECONDS, TimeUnit.SECONDS)) {
      patient.close();
      throw new IOException("the JVM in the container doesn't start");
    }
    return patient;
  }

  private static String home() {
    return System.getProperty("java.home");
  }

  private void takeIn() {
    try (BufferedReader lines = attached.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (line.equals("beats")) {
          beating.countDown();
        } else if (words.length == 2) {
          gaps.add(new Gap(Long.parseLong(words[0]), Long.parseLong(words[1])));
        }
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  String id() {
    return id;
  }

  /// How long it stood still in that time, by its own account; 0 when it doesn't tell of it soon.
  long stoodStill(long since, long until) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0) {
      OptionalLong longest =
          gaps.stream()
              .filter(gap -> gap.overlap(since, until) > 0)
              .mapToLong(gap -> gap.to - gap.from)
              .max();
      if (longest.isPresent()) {
        return longest.getAsLong();
      }
      Thread.sleep(1);
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    try {
      String _ = Command.of("docker", "rm", "-f", id).run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // bench/run sweeps it
    }
    attached.destroy();
  }
}

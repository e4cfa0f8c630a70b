package io.entropy.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.engine.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One `entropy …` process of the built distribution. Its output is gathered as it comes; closing
/// kills it if it still runs.
public final class EntropyProcess implements AutoCloseable {
  private static final Path COMMAND = Path.of("..", "cli", "target", "dist", "bin", "entropy");
  private static final Duration POLL = Duration.ofMillis(10);

  /// Long, since on a busy machine the JVM alone may take half a minute to start.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private EntropyProcess(Process process) {
    this.process = process;
    readers.add(gather(process.inputReader(StandardCharsets.UTF_8).lines().iterator(), out));
    readers.add(gather(process.errorReader(StandardCharsets.UTF_8).lines().iterator(), err));
  }

  /// Starts it with a state folder of its own, so that no other test's journals are seen.
  public static EntropyProcess start(Path stateDir, String... arguments) throws IOException {
    return start(Map.of("ENTROPY_STATE_DIR", stateDir.toString()), arguments);
  }

  public static EntropyProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(command().toString()));
    command.addAll(List.of(arguments));
    return start(environment, command);
  }

  /// Where the command stands, to be started through another one, such as `setpriv`.
  public static Path command() throws IOException {
    assertThat(COMMAND).as("the built command line: ./dev build makes it").isExecutable();
    return COMMAND.toRealPath();
  }

  /// Starts a command that becomes it in the end.
  public static EntropyProcess start(Map<String, String> environment, List<String> becomes)
      throws IOException {
    // A build in the background hands down an ignored SIGINT; the run is to see its Ctrl-C.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal"));
    command.addAll(becomes);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTROPY_"));
    builder.environment().remove("DOCKER_HOST");
    builder.environment().putAll(environment);
    return new EntropyProcess(builder.start());
  }

  private static Thread gather(java.util.Iterator<String> from, List<String> to) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            from.forEachRemaining(to::add);
          } catch (java.io.UncheckedIOException _) {
            // Killed: the pipe is closed.
          }
        });
  }

  /// The start script replaces itself, so this is the JVM's own pid.
  public long pid() {
    return process.pid();
  }

  public List<String> out() {
    return List.copyOf(out);
  }

  public List<String> err() {
    return List.copyOf(err);
  }

  /// Both streams, for messages.
  public String everything() {
    return String.join("\n", out) + "\n" + String.join("\n", err);
  }

  /// Waits for a line on standard output that the test accepts; fails when the process ends or two
  /// minutes pass without one.
  public String awaitLine(Predicate<String> accepts) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (true) {
      boolean over = !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
      for (; seen < out.size(); seen++) {
        if (accepts.test(out.get(seen))) {
          return out.get(seen);
        }
      }
      if (over || System.nanoTime() > end) {
        throw new AssertionError("no such line came:\n" + everything());
      }
      Thread.sleep(POLL);
    }
  }

  /// Sends a signal by its name, e.g. `INT`, `TERM`, `KILL`, `STOP`, `CONT`.
  public void signal(String name) {
    Shell.run("kill", "-" + name, Long.toString(pid()));
  }

  /// `kill -9`; nothing when it has just ended by itself.
  public void kill() {
    process.destroyForcibly();
  }

  /// Waits for its end, at most two minutes; its exit code.
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it doesn't end:\n" + everything());
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

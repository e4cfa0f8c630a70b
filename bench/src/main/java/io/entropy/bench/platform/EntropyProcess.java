package io.entropy.bench.platform;

import io.entropy.bench.host.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `entropy` command of the built program that goes on until it's closed: by SIGTERM, on which
/// an agent reverts its faults.
public final class EntropyProcess implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long END_SECONDS = 20;
  private static final Pattern ADDRESS = Pattern.compile(" at http://([0-9.:]+),");

  private final Process process;
  private final Path output;
  private final Path state;

  private EntropyProcess(Process process, Path output, Path state) {
    this.process = process;
    this.output = output;
    this.state = state;
  }

  /// A manager on a free port of loopback, with its embedded store in a folder of the bench's.
  public static EntropyProcess manager(Workbench bench) throws IOException {
    return start(bench.folder("manager"), "manage", "--listen", "127.0.0.1:0");
  }

  /// An agent of the local engine, at that manager.
  public static EntropyProcess agent(Workbench bench, String manager) throws IOException {
    return start(bench.folder("agent"), "agent", "--join", manager, "--name", "bench");
  }

  private static EntropyProcess start(Path folder, String... arguments) throws IOException {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTROPY_"));
    Path state = folder.resolve("state");
    builder.environment().put("ENTROPY_STATE_DIR", state.toString());
    return new EntropyProcess(builder.start(), output, state);
  }

  /// The start script, which becomes the JVM.
  public static String program() throws IOException {
    return Workbench.dist().resolve("bin/entropy").toString();
  }

  /// A program of the JDK that the start script uses.
  public static String jdk(String program) throws IOException {
    String home = Files.readString(Workbench.dist().resolve("java-home")).strip();
    return Path.of(home, "bin", program).toString();
  }

  public long pid() {
    return process.pid();
  }

  /// What it keeps on disk.
  public Path state() {
    return state;
  }

  /// All that it has printed.
  public Path output() {
    return output;
  }

  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("it has ended:\n" + Files.readString(output));
    }
  }

  /// Waits for a manager to listen; host:port.
  public String address() throws IOException, InterruptedException {
    return await(ADDRESS).group(1);
  }

  /// Waits for an agent to be at its manager.
  public void awaitJoined() throws IOException, InterruptedException {
    Matcher _ = await(Pattern.compile("joined the manager"));
  }

  private Matcher await(Pattern pattern) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_NANOS;
    while (true) {
      String said = Files.readString(output);
      Matcher matcher = pattern.matcher(said);
      if (matcher.find()) {
        return matcher;
      }
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("it doesn't start:\n" + said);
      }
      Thread.sleep(20);
    }
  }

  /// Also by a thread that was interrupted.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly(); // once more: its faults end with their leases
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.entropy.injectors.spi.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own, with this one's class path, that does something and then waits; tests stop and
/// kill it.
public final class ChildJvm implements AutoCloseable {
  private static final String READY = "!";

  private final Process process;
  private final List<String> said;

  private ChildJvm(Process process, List<String> said) {
    this.process = process;
    this.said = said;
  }

  /// Starts it and waits until it's [#ready].
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return startThrough(List.of(), main, arguments);
  }

  /// The same, through a command that becomes it, such as `setsid`.
  public static ChildJvm startThrough(List<String> before, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path", ""),
            main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); !READY.equals(line); line = lines.readLine()) {
      if (line == null) {
        Process _ = process.destroyForcibly();
        throw new IllegalStateException("the process didn't start: " + said);
      }
      said.add(line);
    }
    return new ChildJvm(process, said);
  }

  /// Called in it: lets [#start] return.
  public static void ready() {
    System.out.println(READY);
  }

  /// What it printed before it was ready.
  public List<String> said() {
    return List.copyOf(said);
  }

  public long pid() {
    return process.pid();
  }

  /// Sends a signal by its name, e.g. `STOP` or `CONT`.
  public void signal(String name) {
    String _ = Shell.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /// SIGKILL, which ends a stopped process too.
  public void kill() {
    Process _ = process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}

package io.entropy.agent.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another process with a journal of its own, which acknowledges on its output what is on disk:
/// `ready`, then `undo <id>` and `done <id>`.
final class JournalChild implements AutoCloseable {
  final Process process;
  final BufferedReader output;

  private JournalChild(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts one.
  ///
  /// @param behaviour `writing` all the time, or with one entry and ending `politely`, or
  ///   `stubbornly` not
  static JournalChild start(StateDir state, String session, String behaviour) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JournalChild.class.getName(),
                state.path().toString(),
                session,
                behaviour)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JournalChild child = new JournalChild(process);
    if (!"ready".equals(child.output.readLine())) {
      throw new IOException("the child didn't start");
    }
    return child;
  }

  /// What it had acknowledged when it ended; a line that was cut off counts as not said.
  List<String> rest() throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
      text.append(buffer, 0, read);
    }
    List<String> lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
    lines.removeLast();
    return lines;
  }

  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws Exception {
    Journal journal = Journal.create(new StateDir(Path.of(args[0])), args[1]);
    switch (args[2]) {
      case "writing" -> {
        say("ready");
        for (int writer = 0; writer < 8; writer++) {
          String name = "w" + writer;
          Thread.ofPlatform().start(() -> write(journal, name));
        }
      }
      case "politely" -> {
        Journal.Entry entry = journal.undo(Undos.of("only"));
        Runtime.getRuntime()
            .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(journal, entry)));
        say("ready");
      }
      case "stubbornly" -> {
        journal.undo(Undos.of("only"));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(JournalChild::hang));
        say("ready");
      }
      default -> throw new IllegalArgumentException(args[2]);
    }
    hang();
  }

  private static void write(Journal journal, String name) {
    try {
      for (int i = 0; true; i++) {
        String id = name + "-" + i;
        Journal.Entry entry = journal.undo(Undos.of(id));
        say("undo " + id);
        if (i % 3 != 0) {
          entry.done();
          say("done " + id);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(Journal journal, Journal.Entry entry) {
    try {
      entry.done();
      journal.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void hang() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

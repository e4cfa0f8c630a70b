package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.sys.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The watchdogs that run on this host, of whatever session. Any thread.
public final class Watchdogs {
  private static final int SIGTERM = 15;
  private static final int SIGCONT = 18;

  /// The program's name in this or another process, and its words, a zero byte after each.
  private static final Pattern COMMAND =
      Pattern.compile(
          "/proc/\\d+/fd/\\d+\0([^\0]+)\0([^\0]+)\0(?:v1|v2|signals|docker|fifo|http)\0");

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Watchdogs() {}

  /// One of a watchdog's two processes: itself or its deputy.
  public record Running(long pid, String session, String containerId) {}

  /// All of them.
  public static List<Running> list() {
    List<Running> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        Matcher command = COMMAND.matcher(commandLine(process));
        if (command.lookingAt()) {
          long pid = Long.parseLong(process.getFileName().toString());
          found.add(new Running(pid, command.group(1), command.group(2)));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("/proc can't be read", e);
    }
    return found;
  }

  private static List<Long> of(String session, String containerId) {
    return list().stream()
        .filter(one -> one.session.equals(session) && one.containerId.equals(containerId))
        .map(Running::pid)
        .toList();
  }

  /// Makes a session's watchdog let the container go on, and waits until it has ended.
  ///
  /// @return how many processes there were; when they don't end, they're left to their lease
  public static int end(String session, String containerId) throws InterruptedException {
    List<Long> there = of(session, containerId);
    for (long pid : there) {
      int _ = Libc.kill(pid, SIGTERM);
      int _ = Libc.kill(pid, SIGCONT); // one that was stopped can't hear the other
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.isEmpty() && !of(session, containerId).isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      Thread.sleep(2);
    }
    return there.size();
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return ""; // it has ended
    }
  }
}

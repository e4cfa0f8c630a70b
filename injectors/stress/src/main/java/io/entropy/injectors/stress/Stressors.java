package io.entropy.injectors.stress;

import io.entropy.injectors.kernel.sys.Libc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The processes of `entropy-stress` that run on this host, of whatever session, found by the tag
/// that they bear in their command line: it's recorded before there is a process. Any thread.
final class Stressors {
  private static final int SIGKILL = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The program's name in this or another process, the tag and the container, a zero byte after
  /// each.
  private static final Pattern COMMAND =
      Pattern.compile("/proc/\\d+/fd/\\d+\0(stress-[0-9a-f]{32})\0([^\0]+)\0");

  private Stressors() {}

  /// A keeper or a worker.
  record Running(long pid, String tag, String containerId) {
    /// What has no memory any more may still be in its cgroup. Its number may be another's by then,
    /// for which it's not worth waiting: its name tells.
    boolean isAlive() {
      try {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        int name = stat.lastIndexOf(')');
        return stat.contains("(entropy-stress)") && stat.charAt(name + 2) != 'Z';
      } catch (IOException _) {
        return false;
      }
    }
  }

  /// One that nobody can guess, so that nobody can make us kill another process.
  static String newTag() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return "stress-" + HexFormat.of().formatHex(bytes);
  }

  static List<Running> list() {
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

  /// Kills all of that tag and waits until they are gone; how many there were.
  ///
  /// @throws IllegalStateException when some don't end, e.g. because of a disk that hangs
  static int kill(String tag) throws InterruptedException {
    Set<Running> there = new LinkedHashSet<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (there.addAll(of(tag)) || there.stream().anyMatch(Running::isAlive)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("processes " + there + " don't end");
      }
      for (Running one : of(tag)) {
        int _ = Libc.kill(one.pid, SIGKILL);
      }
      Thread.sleep(1);
    }
    return there.size();
  }

  private static List<Running> of(String tag) {
    return list().stream().filter(one -> one.tag.equals(tag)).toList();
  }

  /// Empty for what has ended and isn't waited for.
  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}

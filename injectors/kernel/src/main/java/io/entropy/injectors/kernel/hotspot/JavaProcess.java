package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.process.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process that runs a HotSpot JVM, recognised by `/proc` alone: nothing is sent to it.
///
/// @param id in this process's pid namespace
/// @param innerPid its number as it sees itself
/// @param root its file system, as this process reaches it
/// @param home where its Java runtime is in there
public record JavaProcess(
    ProcessId id, long innerPid, Path root, String home, int user, int group) {
  private static final int SIGQUIT = 3;

  /// By then a JVM can be attached to and takes agents, also on a busy machine.
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(5);

  /// Of the file `release` of a Java runtime.
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?([0-9]{1,4}).*");

  /// Empty for every other process.
  public static Optional<JavaProcess> of(ProcessId id) {
    Path proc = Path.of("/proc", Long.toString(id.pid()));
    try {
      Optional<String> library = jvmLibrary(proc);
      if (library.isEmpty()) {
        return Optional.empty();
      }
      List<String> status = Files.readAllLines(proc.resolve("status"));
      String[] pids = field(status, "NSpid");
      return Optional.of(
          new JavaProcess(
              id,
              Long.parseLong(pids[pids.length - 1]),
              proc.resolve("root"),
              home(library.get()),
              Integer.parseInt(field(status, "Uid")[1]),
              Integer.parseInt(field(status, "Gid")[1])));
    } catch (IOException _) {
      return Optional.empty(); // it has ended
    }
  }

  /// Whether a process is so young that it may be a JVM which is only just starting: what it isn't
  /// or doesn't take, it may be or take a little later.
  public static boolean mayBeStarting(ProcessId id) {
    return id.age().compareTo(STARTS_WITHIN) < 0;
  }

  /// Where that is, in the process's file system.
  private static Optional<String> jvmLibrary(Path proc) throws IOException {
    try (Stream<String> maps = Files.lines(proc.resolve("maps"), StandardCharsets.ISO_8859_1)) {
      return maps.filter(line -> line.endsWith("/libjvm.so"))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst();
    }
  }

  /// `HOME/lib/server/libjvm.so`; before JDK 9 `HOME/jre/lib/ARCHITECTURE/server/libjvm.so`.
  private static String home(String library) {
    return library.substring(0, Math.max(0, library.lastIndexOf("/lib/")));
  }

  /// Of Java, as its runtime's own `release` says; empty when it doesn't.
  public OptionalInt version() {
    try (Stream<String> release = Files.lines(reach(home + "/release"))) {
      return release
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return OptionalInt.empty();
    }
  }

  /// Why it can't be attached to, in words that say what would help; empty when it can.
  public Optional<String> obstacle() {
    List<String> options = options();
    if (options.contains("-XX:+DisableAttachMechanism")) {
      return Optional.of("it runs with -XX:+DisableAttachMechanism: start it without");
    }
    if (!catchesQuit()) {
      return Optional.of(
          "it doesn't catch SIGQUIT, which would end it (-Xrs, or it has only just started)");
    }
    if (!Files.isWritable(root.resolve("tmp"))) {
      return Optional.of(
          "its /tmp, where a JVM can be attached to, can't be written to:"
              + " mount one (docker run --tmpfs /tmp:exec)");
    }
    return Optional.empty();
  }

  /// Of its command line and the variables that add to it, word by word.
  List<String> options() {
    List<String> words = new ArrayList<>();
    for (String file : List.of("cmdline", "environ")) {
      try {
        Path path = Path.of("/proc", Long.toString(id.pid()), file);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        words.addAll(List.of(text.split("[\\x00\\s=]+", -1)));
      } catch (IOException _) {
        // It has ended, which whoever uses it next will notice.
      }
    }
    return words;
  }

  boolean catchesQuit() {
    try {
      List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(id.pid()), "status"));
      long caught = Long.parseUnsignedLong(field(status, "SigCgt")[0], 16);
      return (caught & (1L << (SIGQUIT - 1))) != 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// A file of its file system, as this process reaches it.
  public Path reach(String path) {
    return root.resolve(path.substring(1));
  }

  private static String[] field(List<String> status, String name) throws IOException {
    return status.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip().split("\\s+", -1))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + name));
  }
}

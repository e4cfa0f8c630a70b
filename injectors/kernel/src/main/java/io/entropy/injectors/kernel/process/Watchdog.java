package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.kernel.sys.KernelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process that makes one container stand still until a time that it's told, and no longer,
/// whatever happens to this JVM. It stops the container itself: so a JVM that was held up can never
/// stop one that nobody will let go on. With [Way.Resource] it isn't a container but something that
/// a server makes, in the same way.
///
/// It doesn't end with this JVM, its process group or its container, but lets the container go on
/// when this JVM ends or closes it. A deputy of its own does its work should it die or hang. Used
/// by one thread at a time.
public final class Watchdog implements AutoCloseable {
  private static final String NAME = "watchdog";

  private final FedProgram program;
  private Reading last = Reading.none();
  private boolean broken;

  private Watchdog(FedProgram program) {
    this.program = program;
  }

  /// Starts one. Nothing happens to the container yet.
  ///
  /// @param session names it, with the container, for [Watchdogs#end]
  /// @throws KernelException when it can't get at the container that way
  public static Watchdog start(String session, String containerId, Way way) {
    return start(session, containerId, way.words());
  }

  /// Starts one for a process of the container that will write to a pipe: it makes the pipe, and
  /// from [#stop] on holds who writes to it. Since when that stands still, a later [#read] says.
  ///
  /// @param pipe where it will be; it's left there
  /// @throws KernelException when it can't be made
  public static Watchdog ofPipe(String session, String containerId, Path pipe) {
    return start(session, containerId, "fifo", pipe.toString());
  }

  private static Watchdog start(String session, String containerId, String... way) {
    List<String> command = new ArrayList<>(List.of(Program.PATH, session, containerId));
    command.addAll(List.of(way));
    command.addAll(rootCgroups());
    Watchdog started = new Watchdog(FedProgram.start(command));
    Reading hello = started.heard(started.program.answer());
    if (hello.verdict() != Verdict.OK) {
      started.close();
      throw new KernelException(
          "get at " + containerId + " by " + String.join(" ", way), hello.errno(), "");
    }
    return started;
  }

  /// Makes the container stand still, or keeps it so, until that time.
  ///
  /// @param until by [System#nanoTime]
  public Reading stop(long until) {
    return ask("f " + until);
  }

  /// Keeps it still until that time, unless it has gone on: `LOST`.
  public Reading keep(long until) {
    return ask("k " + until);
  }

  /// Lets it go on, if it's this watchdog that holds it.
  public Reading resume() {
    return ask("t");
  }

  public Reading read() {
    return ask("s");
  }

  /// The process that is to be left alone.
  public long pid() {
    return program.pid();
  }

  /// Whether somebody killed it while the container stood still. Its deputy has let the container
  /// go on, unless that was killed too.
  public boolean isBroken() {
    return broken;
  }

  /// Lets the container go on and waits for the end of the process.
  @Override
  public void close() {
    broken |= !program.isAlive() && last.stands();
    program.close(); // its deputy does the rest if that's by force
  }

  private Reading ask(String line) {
    return heard(program.ask(line));
  }

  private Reading heard(Optional<String> answer) {
    last = answer.map(Reading::of).orElseGet(this::gone);
    return last;
  }

  /// Somebody killed it; its deputy has let the container go on about now.
  private Reading gone() {
    boolean stood = last.since() != 0 && last.until() == 0;
    broken |= stood;
    long until = stood ? System.nanoTime() : last.until();
    return new Reading(Verdict.LOST, last.since(), until, false, Reading.ESRCH);
  }

  private static List<String> rootCgroups() {
    return CgroupMount.all().stream()
        .filter(mount -> mount.root().equals("/"))
        .map(mount -> mount.point().resolve("cgroup.procs"))
        .map(procs -> procs.toString())
        .distinct()
        .toList();
  }

  /// Loads the program, so that the first watchdog needn't.
  public static void warm() {
    String _ = Program.PATH;
  }

  /// Whether there is one for this machine's architecture.
  public static boolean isBuilt() {
    return NativeProgram.isBuilt(Watchdog.class, NAME);
  }

  private static final class Program {
    static final String PATH = NativeProgram.load(Watchdog.class, NAME);
  }
}

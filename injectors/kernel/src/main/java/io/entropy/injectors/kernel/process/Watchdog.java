package io.entropy.injectors.kernel.process;

import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.kernel.sys.Errno;
import io.entropy.injectors.kernel.sys.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that makes one container stand still until a time that it's told, and no longer,
/// whatever happens to this JVM. It stops the container itself: so a JVM that was held up can never
/// stop one that nobody will let go on. With [Way.Resource] it isn't a container but something that
/// a server makes, in the same way.
///
/// It doesn't end with this JVM, its process group or its container, but lets the container go on
/// when this JVM ends or closes it. A deputy of its own does its work should it die or hang. Used
/// by one thread at a time.
public final class Watchdog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofNanos(50_000);

  private final Process process;
  private final OutputStream feed;
  private final InputStream answers;
  private Reading last = Reading.none();
  private boolean broken;

  private Watchdog(Process process) {
    this.process = process;
    this.feed = process.getOutputStream();
    this.answers = process.getInputStream();
  }

  /// Starts one. Nothing happens to the container yet.
  ///
  /// @param session names it, with the container, for [Watchdogs#end]
  /// @throws KernelException when it can't get at the container that way
  public static Watchdog start(String session, String containerId, Way way) {
    List<String> command = new ArrayList<>(List.of(Program.PATH, session, containerId));
    command.addAll(List.of(way.words()));
    command.addAll(rootCgroups());
    Watchdog started;
    try {
      started =
          new Watchdog(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new KernelException("start a watchdog", Errno.EACCES, String.valueOf(e.getMessage()));
    }
    Reading hello = started.await();
    if (hello.verdict() != Verdict.OK) {
      started.close();
      throw new KernelException(
          "get at " + containerId + " by " + String.join(" ", way.words()), hello.errno(), "");
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
    return process.pid();
  }

  /// Whether somebody killed it while the container stood still. Its deputy has let the container
  /// go on, unless that was killed too.
  public boolean isBroken() {
    return broken;
  }

  /// Lets the container go on and waits for the end of the process.
  @Override
  public void close() {
    broken |= !process.isAlive() && last.stands();
    try {
      feed.close();
    } catch (IOException _) {
      // It has ended.
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        Process _ = process.destroyForcibly(); // its deputy does the rest
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it ends all the same
    }
  }

  private Reading ask(String line) {
    try {
      feed.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      feed.flush();
      last = await();
      return last;
    } catch (IOException _) {
      return gone();
    }
  }

  private Reading await() {
    try {
      StringBuilder line = new StringBuilder();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        while (answers.available() > 0) {
          int next = answers.read();
          if (next == '\n') {
            return Reading.of(line.toString());
          }
          line.append((char) next);
        }
        if (!process.isAlive() && answers.available() == 0) {
          return gone();
        }
        if (System.nanoTime() - deadline > 0) {
          Process _ = process.destroyForcibly(); // hung: its deputy lets the container go on
          return gone();
        }
        pause();
      }
    } catch (IOException _) {
      return gone();
    }
  }

  /// An interrupt is kept for later: answers come within milliseconds.
  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Somebody killed it; its deputy has let the container go on about now.
  private Reading gone() {
    boolean stood = last.since() != 0 && last.until() == 0;
    broken |= stood;
    long until = stood ? System.nanoTime() : last.until();
    last = new Reading(Verdict.LOST, last.since(), until, false, Reading.ESRCH);
    return last;
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

  private static final class Program {
    static final String PATH = NativeProgram.load("watchdog");
  }
}

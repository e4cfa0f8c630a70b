package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.hotspot.Attachment.Answer;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes one JVM stand still by a real pause of its own: an agent of ours in it lengthens a garbage
/// collection. The pause ends by itself, at the end of its time or its lease, whatever becomes of
/// this process. One thread at a time.
public final class Stopper implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_NANOS = 100_000;

  private final JavaProcess jvm;
  private final AgentFiles files;
  private final Attachment attachment;
  private final Control control;
  private CompletableFuture<Answer> pausing = CompletableFuture.completedFuture(new Answer(0, ""));

  private Stopper(JavaProcess jvm, AgentFiles files, Control control) {
    this.jvm = jvm;
    this.files = files;
    this.attachment = new Attachment(jvm);
    this.control = control;
  }

  /// Which files it will need; reads only.
  ///
  /// @param session eight letters or digits
  /// @throws HotSpotException when this JVM can't be made to stand still
  public static AgentFiles plan(JavaProcess jvm, String session) throws HotSpotException {
    var obstacle = jvm.obstacle();
    if (obstacle.isPresent()) {
      throw HotSpotException.refused(obstacle.get());
    }
    try {
      return AgentFiles.planned(jvm, session)
          .orElseThrow(() ->
              HotSpotException.refused(
                  "it has no folder that can be written to and allows to execute:"
                      + " mount one (docker run --tmpfs /tmp:exec)"));
    } catch (IOException e) {
      throw HotSpotException.failed("it has just ended: " + e.getMessage());
    }
  }

  /// Loads the agent; nothing stands still yet. What it leaves when it fails, [AgentFiles#delete]
  /// removes.
  public static Stopper load(JavaProcess jvm, AgentFiles files)
      throws HotSpotException, InterruptedException {
    try {
      files.write(jvm);
      Stopper stopper = new Stopper(jvm, files, Control.open(jvm.reach(files.control())));
      try {
        stopper.attachment.open();
        stopper.check(stopper.attach(files.session() + ":" + files.control()));
        return stopper;
      } catch (HotSpotException | InterruptedException e) {
        stopper.close();
        throw e;
      }
    } catch (IOException e) {
      throw HotSpotException.failed("the agent can't be put there: " + e.getMessage());
    }
  }

  private Answer attach(String options) throws HotSpotException {
    return attachment.call("load", files.library(), "true", options);
  }

  /// `load` answers 0 and what the agent returned: `return code: 0`, or only `0` before JDK 9.
  private void check(Answer answer) throws HotSpotException {
    String code = answer.text().replaceFirst("(?s).*return code: ", "").strip();
    if (answer.code() != 0 || !code.equals("0")) {
      throw HotSpotException.failed("it won't take the agent: " + answer.text());
    }
  }

  /// Makes it stand still for that time, but not beyond the lease.
  ///
  /// @param lease by [System#nanoTime]
  /// @param time in nanoseconds
  public Reading stop(long lease, long time) throws HotSpotException {
    try {
      finish(pausing);
      control.ask(lease, time);
      CompletableFuture<Answer> call = new CompletableFuture<>();
      pausing = call;
      Thread _ = Thread.ofVirtual().name("gc-pause-" + jvm.id().pid()).start(() -> pause(call));
      long deadline = Math.min(lease, System.nanoTime() + PATIENCE.toNanos());
      while (control.since() == 0) {
        if (call.isDone() && control.since() == 0) {
          check(finish(call));
          throw HotSpotException.failed("it didn't stand still");
        }
        if (System.nanoTime() > deadline) {
          control.cancel();
          return new Reading(Verdict.FAILED, 0, 0, false, Reading.ETIMEDOUT);
        }
        sleep();
      }
      return read();
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  private void pause(CompletableFuture<Answer> call) {
    try {
      call.complete(attach(files.session()));
    } catch (HotSpotException | RuntimeException e) {
      call.completeExceptionally(e);
    }
  }

  private static Answer finish(CompletableFuture<Answer> call) throws HotSpotException {
    try {
      return call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw HotSpotException.failed(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw HotSpotException.failed("it hasn't answered in " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw HotSpotException.failed("interrupted");
    }
  }

  /// Shifts the end of the pause, unless it's over: `LOST`.
  public Reading keep(long end) throws HotSpotException {
    try {
      if (!read().stands()) {
        return read();
      }
      control.shift(end);
      return read();
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  /// Lets it go on, and waits for that.
  public Reading resume() throws HotSpotException {
    try {
      control.cancel();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (read().stands() && System.nanoTime() < deadline) {
        sleep();
      }
      return read();
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  /// As the agent in it says; it stands no more when it has ended.
  public Reading read() throws HotSpotException {
    try {
      long since = control.since();
      long until = control.until();
      boolean alive = jvm.id().isAlive();
      boolean stands = alive && since != 0 && until == 0;
      Verdict verdict = stands ? Verdict.OK : Verdict.LOST;
      return new Reading(verdict, since, until, stands, alive ? 0 : Reading.ENODEV);
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  private static void sleep() {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(Duration.ofNanos(LOOK_AGAIN_NANOS));
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets it go on and takes the files away. The library stays loaded, idle.
  @Override
  public void close() {
    try {
      control.close();
      boolean _ = files.delete(jvm);
    } catch (IOException _) {
      // The JVM has ended, and its files with it or to be deleted by their undo record.
    }
  }
}

package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.kernel.sys.KernelException;
import java.io.IOException;

/// Stops a JVM by a heap dump into a pipe that a watchdog holds and doesn't read. At its end the
/// watchdog closes the pipe, which breaks the dump off; its death does the same.
final class DumpStopper implements Stopper {
  /// A JVM takes 9 ms and more until it has broken a dump off, and stands for that as well. So the
  /// pipe is closed sooner, by so little that no pause is too short to be what was asked.
  private static final long SOONER = 4_000_000;

  private final JavaProcess jvm;
  private final AgentFiles files;
  private final Attachment attachment;
  private final Watchdog watchdog;
  private PendingAnswer dumping = PendingAnswer.none();

  private DumpStopper(JavaProcess jvm, AgentFiles files, Watchdog watchdog) {
    this.jvm = jvm;
    this.files = files;
    this.attachment = new Attachment(jvm);
    this.watchdog = watchdog;
  }

  static DumpStopper load(JavaProcess jvm, AgentFiles files, String containerId)
      throws HotSpotException, InterruptedException {
    try {
      Watchdog watchdog = Watchdog.ofPipe(files.session(), containerId, jvm.reach(files.pipe()));
      DumpStopper stopper = new DumpStopper(jvm, files, watchdog);
      try {
        files.give(jvm.reach(files.pipe()), jvm, "rw-------");
        stopper.attachment.open();
        return stopper;
      } catch (HotSpotException | InterruptedException | IOException e) {
        stopper.close();
        throw e;
      }
    } catch (KernelException | IOException e) {
      throw HotSpotException.failed("the pipe can't be put there: " + e.getMessage());
    }
  }

  @Override
  public Reading stop(long lease, long time) throws HotSpotException {
    dumping.get();
    Reading held = watchdog.stop(lease - SOONER);
    if (held.verdict() != Verdict.OK) {
      return held;
    }
    // Only now: who opens a pipe that nobody holds waits for ever.
    dumping = PendingAnswer.to(attachment, "jcmd", "GC.heap_dump -overwrite -all " + files.pipe());
    while (true) {
      Reading reading = watchdog.read();
      if (!reading.stands()) {
        return new Reading(Verdict.FAILED, 0, 0, false, Reading.ETIMEDOUT);
      }
      if (reading.since() != 0) {
        long since = reading.since();
        return lease - since > time ? keep(since + time) : reading;
      }
      if (dumping.isThere()) {
        Reading _ = watchdog.resume();
        throw HotSpotException.failed("it didn't dump its heap: " + dumping.get().text());
      }
      PendingAnswer.sleep();
    }
  }

  @Override
  public Reading keep(long end) {
    return dumping.isThere() ? read() : watchdog.keep(end - SOONER);
  }

  @Override
  public Reading resume() {
    Reading _ = watchdog.resume();
    return awaitEnd();
  }

  private Reading awaitEnd() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!dumping.isThere() && System.nanoTime() < deadline) {
      PendingAnswer.sleep();
    }
    return read();
  }

  /// It stands until it answers: what is left of the dump once the pipe is closed counts as well.
  @Override
  public Reading read() {
    Reading reading = watchdog.read();
    boolean alive = jvm.id().isAlive();
    boolean stands = alive && reading.since() != 0 && !dumping.isThere();
    long until = dumping.isThere() ? dumping.came() : reading.until();
    return new Reading(
        stands ? Verdict.OK : Verdict.LOST,
        reading.since(),
        stands ? 0 : until,
        stands,
        alive ? 0 : Reading.ENODEV);
  }

  /// The pipe goes only once the JVM doesn't want it any more: it would make a file in its place.
  @Override
  public void close() {
    Reading _ = resume();
    watchdog.close();
    try {
      boolean _ = files.delete(jvm);
    } catch (IOException _) {
      // The JVM has ended, and its files with it or to be deleted by their undo record.
    }
  }
}

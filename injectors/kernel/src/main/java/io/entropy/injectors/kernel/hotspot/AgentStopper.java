package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.hotspot.Attachment.Answer;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import java.io.IOException;
import java.util.OptionalLong;

/// Stops a JVM by an agent of ours in it, a library or a Java agent, which both obey one control.
/// The agent stays loaded, idle.
final class AgentStopper implements Stopper {
  private static final long COUNTS_WITHIN_NANOS = 1_000_000_000;

  private final JavaProcess jvm;
  private final AgentFiles files;
  private final Attachment attachment;
  private final Control control;
  private PendingAnswer pausing = PendingAnswer.none();

  private AgentStopper(JavaProcess jvm, AgentFiles files, Control control) {
    this.jvm = jvm;
    this.files = files;
    this.attachment = new Attachment(jvm);
    this.control = control;
  }

  static AgentStopper load(JavaProcess jvm, AgentFiles files)
      throws HotSpotException, InterruptedException {
    try {
      files.write(jvm);
      AgentStopper stopper =
          new AgentStopper(jvm, files, Control.open(jvm.id(), jvm.reach(files.control())));
      try {
        stopper.attachment.open();
        stopper.loadAgent();
        return stopper;
      } catch (HotSpotException | InterruptedException e) {
        stopper.close();
        throw e;
      }
    } catch (IOException e) {
      throw HotSpotException.failed("the agent can't be put there: " + e.getMessage());
    }
  }

  /// A JVM that is only just starting doesn't take agents yet, and says so in various words.
  private void loadAgent() throws HotSpotException, InterruptedException {
    Answer answer = attachment.call("load", files.loading());
    while (!isTaken(answer) && JavaProcess.mayBeStarting(jvm.id())) {
      Thread.sleep(10);
      answer = attachment.call("load", files.loading());
    }
    check(answer);
  }

  /// `load` answers 0 and what the agent returned: `return code: 0`, or only `0` before JDK 9.
  private static boolean isTaken(Answer answer) {
    String code = answer.text().replaceFirst("(?s).*return code: ", "").strip();
    return answer.code() == 0 && code.equals("0");
  }

  private static void check(Answer answer) throws HotSpotException {
    if (!isTaken(answer)) {
      throw HotSpotException.failed("it won't take the agent: " + answer.text());
    }
  }

  @Override
  public Reading stop(long lease, long time) throws HotSpotException {
    try {
      Answer _ = pausing.get();
      OptionalLong before = PerformanceCounters.safepoints(jvm);
      control.ask(lease, time);
      pausing = PendingAnswer.to(attachment, "load", files.pausing());
      long deadline = Math.min(lease, System.nanoTime() + PATIENCE.toNanos());
      while (control.since() == 0) {
        if (pausing.isThere() && control.since() == 0) {
          check(pausing.get());
          throw HotSpotException.failed("it didn't stand still");
        }
        if (System.nanoTime() > deadline) {
          control.cancel();
          return new Reading(Verdict.FAILED, 0, 0, false, Reading.ETIMEDOUT);
        }
        PendingAnswer.sleep();
      }
      if (files.technique() == Technique.JAVA_AGENT) {
        awaitSafepoint(before);
      }
      // A short pause may be over by now: it was made all the same.
      Reading now = read();
      return new Reading(Verdict.OK, now.since(), now.until(), now.stands(), now.errno());
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  /// The Java agent says when it asks for one, not when it's there: the JVM counts it then.
  private void awaitSafepoint(OptionalLong before) throws HotSpotException {
    long deadline = System.nanoTime() + COUNTS_WITHIN_NANOS;
    while (before.isPresent()
        && PerformanceCounters.safepoints(jvm).equals(before)
        && read().stands()
        && System.nanoTime() < deadline) {
      PendingAnswer.sleep();
    }
  }

  @Override
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

  @Override
  public Reading resume() throws HotSpotException {
    try {
      control.cancel();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (read().stands() && System.nanoTime() < deadline) {
        PendingAnswer.sleep();
      }
      return read();
    } catch (IOException e) {
      throw HotSpotException.failed(String.valueOf(e.getMessage()));
    }
  }

  /// As the agent in it says.
  @Override
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

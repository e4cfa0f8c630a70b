package io.entropy.policymanager.steadystate;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One probe's thread: samples it on a fixed grid and has each sample judged. Grid times that pass
/// while a sample is being taken are left out.
final class ProbeLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);

  private final Probe probe;
  private final Duration interval;
  private final SteadyStateEvents events;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private SteadyStateJudge judge;
  private boolean over;

  ProbeLoop(Probe probe, Duration interval, Hysteresis hysteresis, SteadyStateEvents events) {
    this.probe = probe;
    this.interval = interval;
    this.events = events;
    this.judge = SteadyStateJudge.start(hysteresis);
    this.thread = Thread.ofVirtual().name("probe-" + probe.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Probe probe() {
    return probe;
  }

  /// Ends the sampling and waits for the sample that is being taken, which isn't judged any more.
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  SteadyStateJudge judge() {
    lock.lock();
    try {
      return judge;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the judgement is one that `wanted` accepts, the sampling is over, or time is up;
  /// whether it's one.
  boolean await(Predicate<Phase> wanted, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!wanted.test(judge.phase()) && !over && left > 0) {
        left = changed.awaitNanos(left);
      }
      return wanted.test(judge.phase());
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      long start = System.nanoTime();
      for (long slot = 0; ; slot = slotAfter(start)) {
        sleepUntil(start + slot * interval.toNanos());
        take(probe.sample());
      }
    } catch (InterruptedException _) {
      LOG.debug("stopped");
    } catch (RuntimeException e) {
      LOG.error("the probe {} ends", probe.name(), e);
    } finally {
      end();
    }
  }

  private void take(Sample sample) {
    lock.lock();
    try {
      SteadyStateJudge.Judged judged = judge.judge(sample.good());
      // Told first: who waits for the change finds its event in the store.
      events.sampled(probe, sample, judged.change());
      judge = judged.next();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long slotAfter(long start) {
    return (System.nanoTime() - start) / interval.toNanos() + 1;
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}

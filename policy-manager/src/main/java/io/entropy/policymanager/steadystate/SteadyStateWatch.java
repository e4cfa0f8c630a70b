package io.entropy.policymanager.steadystate;

import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.steadystate.Phase.Baselining;
import io.entropy.policymanager.steadystate.Phase.Deviated;
import io.entropy.policymanager.steadystate.Phase.Steady;
import io.entropy.store.Store;
import java.time.Duration;
import java.util.List;

/// The steady state of one run: its probes, sampled from [#start] to [#finish].
///
/// The order of calls: `start`, [#awaitBaseline] (no faults yet), the run, [#awaitRecovery] once
/// its faults are over, `finish`.
public final class SteadyStateWatch implements AutoCloseable {

  /// How often each probe is sampled.
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private final List<ProbeLoop> loops;
  private final SteadyStateEvents events;

  /// A watch that samples every [#INTERVAL].
  ///
  /// @param probes at least one
  public SteadyStateWatch(
      Store store, EventLog log, List<? extends Probe> probes, Hysteresis hysteresis) {
    this(store, log, probes, hysteresis, INTERVAL);
  }

  SteadyStateWatch(
      Store store,
      EventLog log,
      List<? extends Probe> probes,
      Hysteresis hysteresis,
      Duration interval) {
    if (probes.isEmpty()) {
      throw new IllegalArgumentException("no probes");
    }
    events = new SteadyStateEvents(store, log);
    loops =
        probes.stream()
            .<ProbeLoop>map(p -> new ProbeLoop(p, interval, hysteresis, events))
            .toList();
  }

  public void start() {
    loops.forEach(ProbeLoop::start);
  }

  /// Waits for the end of every probe's control period.
  ///
  /// @return the names of the probes that weren't healthy; empty when faults may begin
  public List<String> awaitBaseline() throws InterruptedException {
    for (ProbeLoop loop : loops) {
      loop.await(p -> !(p instanceof Baselining), Duration.ofNanos(Long.MAX_VALUE));
    }
    return loops.stream()
        .filter(
            l -> !(l.judge().phase() instanceof Steady || l.judge().phase() instanceof Deviated))
        .map(l -> l.probe().name())
        .toList();
  }

  /// Waits until no probe is deviated and each was sampled since its baseline, at most so long;
  /// whether that came.
  public boolean awaitRecovery(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    boolean all = true;
    for (ProbeLoop loop : loops) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      all &= loop.await(SteadyStateWatch::isSettled, left);
    }
    return all;
  }

  private static boolean isSettled(Phase phase) {
    return !(phase instanceof Deviated) && !(phase instanceof Steady s && s.verdictIsOpen());
  }

  /// What is to be said if this is the end. May be asked at any time.
  public Verdict verdict() {
    return Verdict.of(loops.stream().map(l -> l.judge().verdict()).toList());
  }

  /// Ends the sampling, tells which probes held, and gives the verdict over all.
  public Verdict finish() throws InterruptedException {
    stop();
    loops.stream()
        .filter(l -> l.judge().verdict() == Verdict.HELD)
        .forEach(l -> events.held(l.probe()));
    return verdict();
  }

  /// Ends the sampling without a verdict. Idempotent, also after [#finish].
  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws InterruptedException {
    for (ProbeLoop loop : loops) {
      loop.stop();
    }
  }
}

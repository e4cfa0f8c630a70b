package io.entropy.cli.run;

import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.steadystate.HttpProbe;
import io.entropy.policymanager.steadystate.Hysteresis;
import io.entropy.policymanager.steadystate.SteadyStateWatch;
import io.entropy.store.Store;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The steady state of a run: web addresses, asked from here, whoever makes the faults.
public final class SteadyStates {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  private SteadyStates() {}

  /// Not yet started.
  ///
  /// @param control how long it may take to be found healthy
  public static SteadyStateWatch watch(
      Store store, EventLog log, List<URI> urls, Duration control) {
    Hysteresis usual = Hysteresis.DEFAULT;
    int tries = (int) Math.max(usual.baselineGood(), control.dividedBy(SteadyStateWatch.INTERVAL));
    return new SteadyStateWatch(
        store,
        log,
        urls.stream().map(url -> new HttpProbe(url, PROBE_TIMEOUT)).toList(),
        new Hysteresis(usual.baselineGood(), tries, usual.deviatedAfter(), usual.recoveredAfter()));
  }
}

package io.entropy.agent.injection;

import io.entropy.agent.injection.Injectors.Ready;
import io.entropy.agent.journal.Journal;
import io.entropy.agent.session.Session;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.injectors.spi.ActiveFault.Lease;
import io.entropy.injectors.spi.ActiveFault.Verification;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One fault on one incarnation of its target, from plan to revert. Belongs to the injection's
/// thread.
///
/// However it goes, once the undo is on disk it ends in [#undo], and nothing of the fault is left.
final class Placement {
  /// What a fault outlives this process by at most.
  static final Duration LEASE = Duration.ofSeconds(3);

  static final Duration REFRESH_EVERY = Duration.ofSeconds(1);

  /// How often it's looked whether a lost manager is back, as long as the lease lasts.
  static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// Kernels count time-outs in ticks of up to 10 ms: a shorter lease isn't one.
  static final Duration LEAST_LEASE = Duration.ofMillis(10);

  /// So long before its begin a fault takes over another's: that one's lease ends at that begin.
  static final Duration SWAP_AHEAD = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final InjectionRun run;
  private final Injector injector;
  private final Span span;
  private final InjectionRequest request;
  private final Journal journal;
  private final Session session;
  private final Timing timing;
  private Instant leaseEnds = Instant.MIN;

  Placement(InjectionRun run, Ready failure, InjectionRequest request, Supplies supplies) {
    this.run = run;
    this.injector = failure.injector();
    this.span = failure.span();
    this.request = request;
    this.journal = supplies.journal();
    this.session = supplies.session();
    this.timing = supplies.timing();
  }

  Ending carryOut() {
    Undo undo;
    Journal.Entry entry;
    try {
      undo = injector.plan(request);
      entry = journal.undo(undo);
    } catch (InjectorException e) {
      return Ending.of(e);
    } catch (IOException e) {
      return Ending.failed("nothing was done: " + e.getMessage());
    }
    Ending ending = Ending.failed("it broke off");
    try {
      ending = make(undo);
    } finally {
      ending = undo(undo, entry, ending);
    }
    return ending;
  }

  private Ending make(Undo undo) {
    try {
      HeldFault fault = run.hold(injector.apply(request, undo));
      try {
        run.progress().ready(fault.mechanism());
        Ending ending =
            switch (span) {
              case LASTING -> begin(fault).orElseGet(() -> keep(fault));
              case INSTANT -> doOnce(fault);
            };
        return fault.takenOver() ? Ending.complete(EndReason.RENEWED) : ending;
      } finally {
        end(fault);
      }
    } catch (InjectorException e) {
      return Ending.of(e);
    } catch (RuntimeException e) {
      LOG.error("injection {}", request.injectionId(), e);
      return Ending.failed(e.toString());
    }
  }

  /// Present when it's over before it began, or wasn't what was asked.
  private Optional<Ending> begin(HeldFault fault) throws InjectorException {
    boolean taken = false;
    if (run.renews()) {
      Optional<Ending> early = run.awaitBegin(SWAP_AHEAD);
      if (early.isPresent()) {
        return early;
      }
      Optional<HeldFault> previous = run.renewed();
      taken =
          previous.isPresent() && session.isAlive() && fault.takeOver(previous.get(), newLease());
    }
    if (!taken) {
      Optional<Ending> early = awaitBegin();
      if (early.isPresent()) {
        return early;
      }
      fault.release(newLease());
    }
    Instant began = timing.now();
    run.progress().began(began);
    Optional<Ending> otherwise = verify(fault);
    if (otherwise.isEmpty()) {
      run.progress().running(began);
    }
    return otherwise;
  }

  /// One that is over once it's done. Doing it may take a while, and that the target ends by it is
  /// no loss: signals that come meanwhile aren't looked at.
  private Ending doOnce(HeldFault fault) throws InjectorException {
    Optional<Ending> early = awaitBegin();
    if (early.isPresent()) {
      return early.get();
    }
    Instant began = timing.now();
    run.progress().began(began);
    fault.release(timeLeft());
    Optional<Ending> otherwise = verify(fault);
    if (otherwise.isEmpty()) {
      run.progress().done();
    }
    return otherwise.orElseGet(() -> Ending.complete(EndReason.DONE));
  }

  /// Present when it's over before it began, or it's too late to begin.
  private Optional<Ending> awaitBegin() {
    Optional<Ending> early = run.awaitBegin(Duration.ZERO);
    if (early.isPresent()) {
      return early;
    }
    if (timeLeft().compareTo(LEAST_LEASE) < 0) {
      return Optional.of(Ending.tooLate());
    }
    return session.isAlive() ? Optional.empty() : Optional.of(Ending.managerLost());
  }

  /// Present when it isn't what was asked.
  private static Optional<Ending> verify(HeldFault fault) throws InjectorException {
    Verification verification = fault.verify();
    return verification.active()
        ? Optional.empty()
        : Optional.of(Ending.failed("it isn't active: " + verification.detail()));
  }

  private Ending keep(HeldFault fault) {
    Instant refreshed = timing.now();
    Duration every = REFRESH_EVERY;
    while (true) {
      boolean leaseCovers = !leaseEnds.isBefore(run.ends());
      Instant next = leaseCovers ? run.ends() : earlier(refreshed.plus(every), run.ends());
      Optional<Ending> ending = run.await(next);
      if (ending.isPresent()) {
        return ending.get();
      }
      refreshed = timing.now();
      if (timeLeft().compareTo(LEAST_LEASE) < 0) {
        return refreshed.isBefore(leaseEnds) || leaseCovers
            ? Ending.complete(EndReason.ELAPSED)
            : Ending.leaseLost();
      }
      boolean alive = session.isAlive();
      every = alive ? REFRESH_EVERY : LOOK_EVERY;
      if (!alive && refreshed.isBefore(leaseEnds)) {
        continue;
      }
      if (!alive) {
        return Ending.managerLost();
      }
      try {
        if (fault.refresh(newLease()) == Lease.LOST) {
          return Ending.leaseLost();
        }
      } catch (InjectorException e) {
        return Ending.of(e);
      }
    }
  }

  private Duration newLease() {
    // One look at the clock: a lease of all that's left has to end with the injection, exactly.
    Instant now = timing.now();
    Duration left = Duration.between(now, run.ends());
    Duration lease = left.compareTo(LEASE) < 0 ? left : LEASE;
    leaseEnds = now.plus(lease);
    return lease;
  }

  private Duration timeLeft() {
    return Duration.between(timing.now(), run.ends());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private void end(HeldFault fault) {
    try {
      fault.end();
    } catch (InjectorException | RuntimeException e) {
      note("ending", e); // the revert ends it for good
    }
    if (!fault.begun()) {
      return;
    }
    run.progress().ended(timing.now());
    try {
      run.progress().observed(fault.observe());
    } catch (InjectorException | RuntimeException e) {
      note("observing", e);
    }
  }

  private void note(String what, Exception e) {
    if (!(e instanceof InjectorException known && known.code() == Code.TARGET_GONE)) {
      LOG.warn("{} injection {}: {}", what, request.injectionId(), e.toString());
    }
  }

  private Ending undo(Undo undo, Journal.Entry entry, Ending ending) {
    Optional<String> leak = Revert.run(injector, undo, timing);
    if (leak.isPresent()) {
      String message = "could not be undone on " + undo.target() + ": " + leak.get();
      LOG.error("injection {} {}; run `entropy reap`", undo.injectionId(), message);
      return new Ending(InjectionState.FAILED, EndReason.LEAKED, message + "; run `entropy reap`");
    }
    try {
      entry.done();
    } catch (IOException e) {
      // It's undone all the same; a reaper will find nothing left to revert.
      LOG.warn("injection {}: {}", undo.injectionId(), e.getMessage());
    }
    return ending;
  }
}

package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Measurement;
import io.entropy.injectors.gcpause.standstill.SharedStandstill.Hold;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A fault that makes its target stand still. Used by its injection's thread.
public final class StandstillFault implements ActiveFault {
  private final String id;
  private final SharedStandstill target;
  private final Claim claim;

  /// By [System#nanoTime]; 0 before the release.
  private long began;

  private long leaseEnds;

  /// When the target stood still: the same for all faults of which one followed the other.
  private long stoodSince;

  private Optional<Fidelity> last = Optional.empty();

  StandstillFault(String id, SharedStandstill target, Claim claim) {
    this.id = id;
    this.target = target;
    this.claim = claim;
  }

  @Override
  public String mechanism() {
    return target.mechanism();
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    startAt(System.nanoTime(), lease);
    begun(target.begin(id, leaseEnds, time()));
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    if (previous instanceof StandstillFault old && old.target == target) {
      if (old.last.isEmpty()) {
        old.last = Optional.of(old.judge(target.read(), System.nanoTime()));
      }
      startAt(System.nanoTime(), lease);
      begun(target.replace(old.id, id, leaseEnds, time()));
    } else {
      previous.end();
      release(lease);
    }
  }

  private void startAt(long now, Duration lease) {
    began = now;
    leaseEnds = now + lease.toNanos();
  }

  private long time() {
    return claim.time().map(Duration::toNanos).orElse(Long.MAX_VALUE);
  }

  /// From when it counts for this fault.
  private long from() {
    return Math.max(began, stoodSince);
  }

  private void begun(Reading reading) throws InjectorException {
    if (reading.verdict() != Verdict.OK) {
      throw Refusals.of(mechanism(), reading);
    }
    stoodSince = reading.since();
  }

  @Override
  public Lease refresh(Duration lease) throws InjectorException {
    if (last.isPresent() || began == 0) {
      return Lease.LOST;
    }
    long now = System.nanoTime();
    if (now >= leaseEnds) {
      return Lease.LOST;
    }
    long ends = now + lease.toNanos();
    if (!target.keep(id, Hold.of(from(), ends, time()))) {
      return Lease.LOST;
    }
    leaseEnds = ends;
    return Lease.KEPT;
  }

  @Override
  public Verification verify() throws InjectorException {
    if (!target.holds(id)) {
      return new Verification(false, mechanism() + ": nothing is held");
    }
    Reading reading = target.read();
    long now = System.nanoTime();
    boolean over = claim.time().isPresent() && now - from() >= time();
    String detail =
        "%s: %s, lease ends in %d ms"
            .formatted(
                mechanism(),
                reading.stands() ? "it stands still" : over ? "it stood still" : "it runs",
                (leaseEnds - now) / 1_000_000);
    return new Verification(reading.stands() || over, detail);
  }

  @Override
  public void end() throws InjectorException {
    if (last.isPresent()) {
      return;
    }
    long now = System.nanoTime();
    Reading reading = target.leave(id);
    if (began != 0) {
      last = Optional.of(judge(reading, now));
    }
  }

  @Override
  public Fidelity observe() throws InjectorException {
    return last.isPresent() ? last.get() : judge(target.read(), System.nanoTime());
  }

  private Fidelity judge(Reading reading, long now) throws InjectorException {
    if (began == 0) {
      return StandstillFidelity.before(claim);
    }
    long end = Math.min(now, leaseEnds);
    List<Measurement> besides = target.measured();
    return StandstillFidelity.of(
        claim, Duration.ofNanos(end - began), stood(reading, end, now), besides);
  }

  /// How long the target stood still for this fault. Once it has gone on, until then; when it has
  /// stood still again for another since, until our lease was over.
  private Duration stood(Reading reading, long end, long now) {
    long until = reading.since() != stoodSince ? end : reading.until();
    return Duration.ofNanos(Math.max(0, (until == 0 ? now : until) - from()));
  }
}

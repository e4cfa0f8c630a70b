package io.entropy.injectors.stress;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.time.Duration;

/// Workers in a container, and their keeper. Used by its injection's thread.
final class StressFault implements ActiveFault {
  private final Stress stress;
  private final Keeper keeper;
  private boolean ended;

  StressFault(Stress stress, Keeper keeper) {
    this.stress = stress;
    this.keeper = keeper;
  }

  @Override
  public String mechanism() {
    return "processes in the container's cgroups";
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    Reading reading = keeper.release(System.nanoTime() + lease.toNanos());
    if (reading.verdict() != Reading.Verdict.OK) {
      boolean gone = reading.errno() == Reading.ESRCH;
      throw new InjectorException(
          gone ? Code.TARGET_GONE : Code.FAILED,
          gone
              ? "the container, or what was to stress it, has ended"
              : "the lease is over already");
    }
  }

  /// One after the other, some milliseconds apart: both at once would be twice what is asked for.
  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    previous.end();
    release(lease);
  }

  @Override
  public Lease refresh(Duration lease) {
    boolean kept =
        !ended && keeper.keep(System.nanoTime() + lease.toNanos()).verdict() == Reading.Verdict.OK;
    return kept ? Lease.KEPT : Lease.LOST;
  }

  @Override
  public Verification verify() {
    Reading reading = read();
    return new Verification(
        reading.isActive(),
        "%d workers are there%s"
            .formatted(
                reading.alive(),
                reading.since() == 0
                    ? ", not released"
                    : reading.until() == 0 ? ", at work" : "; they have ended"));
  }

  @Override
  public void end() {
    if (!ended) {
      ended = true;
      Reading _ = keeper.endWorkers();
      keeper.close();
    }
  }

  @Override
  public Fidelity observe() {
    return StressFidelity.of(stress, read());
  }

  private Reading read() {
    return ended ? keeper.last() : keeper.read();
  }
}

package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Fidelity;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.time.Duration;

/// A toxic of a server that knows no leases: a [Watchdog] makes it, and removes it when its lease
/// or this process is over. Used by its injection's own thread.
final class WatchedToxic implements ActiveFault {
  /// Numbers from here on are the server's answers; below are the kernel's errors.
  private static final int STATUS = 200;

  private final ToxicPlace place;
  private final Watchdog watchdog;
  private final ToxicFidelity fidelity;

  WatchedToxic(ToxicPlace place, Watchdog watchdog, ToxicFidelity fidelity) {
    this.place = place;
    this.watchdog = watchdog;
    this.fidelity = fidelity;
  }

  @Override
  public String mechanism() {
    return "toxiproxy (watchdog)";
  }

  @Override
  public void release(Duration lease) throws InjectorException {
    Reading made = watchdog.stop(System.nanoTime() + lease.toNanos());
    if (made.verdict() != Reading.Verdict.OK) {
      throw new InjectorException(
          Code.FAILED,
          "the server at %s didn't make the toxic: %s".formatted(place.server(), why(made)));
    }
  }

  private static String why(Reading reading) {
    return reading.errno() >= STATUS ? "it answers " + reading.errno() : reading.errnoName();
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    release(lease);
    previous.end();
  }

  @Override
  public Lease refresh(Duration lease) {
    return switch (watchdog.keep(System.nanoTime() + lease.toNanos()).verdict()) {
      case OK -> Lease.KEPT;
      case LOST, FAILED -> Lease.LOST;
    };
  }

  @Override
  public Verification verify() throws InjectorException {
    return place.verify();
  }

  @Override
  public void end() throws InjectorException {
    Reading ended = watchdog.resume();
    if (ended.stands() || verify().active()) {
      throw new InjectorException(Code.FAILED, "the toxic is still there: " + why(ended));
    }
  }

  /// The server counts nothing, so only how long the toxic was there is known.
  @Override
  public Fidelity observe() {
    Reading reading = watchdog.read();
    long until = reading.until() == 0 ? System.nanoTime() : reading.until();
    long nanos = reading.since() == 0 ? 0 : until - reading.since();
    return fidelity.uncounted(Duration.ofNanos(nanos));
  }
}

package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.v1.Measurement;
import io.entropy.injectors.gcpause.standstill.Standstill;
import io.entropy.injectors.gcpause.standstill.StandstillFidelity;
import io.entropy.injectors.kernel.hotspot.AgentFiles;
import io.entropy.injectors.kernel.hotspot.HotSpotException;
import io.entropy.injectors.kernel.hotspot.JavaProcess;
import io.entropy.injectors.kernel.hotspot.PerformanceCounters;
import io.entropy.injectors.kernel.hotspot.Stopper;
import io.entropy.injectors.kernel.hotspot.Technique;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// A JVM that stands still by itself.
final class StoppedJvm implements Standstill {
  /// A pause ends a little after the agent in it says so.
  private static final Duration COUNTS_WITHIN = Duration.ofMillis(500);

  private final JavaProcess jvm;
  private final Technique technique;
  private final Stopper stopper;
  private OptionalLong before = OptionalLong.empty();

  private StoppedJvm(JavaProcess jvm, Technique technique, Stopper stopper) {
    this.jvm = jvm;
    this.technique = technique;
    this.stopper = stopper;
  }

  /// Makes it ready for that.
  static StoppedJvm load(JavaProcess jvm, AgentFiles files, String containerId)
      throws InjectorException {
    try {
      return new StoppedJvm(jvm, files.technique(), Stopper.load(jvm, files, containerId));
    } catch (HotSpotException e) {
      throw failure(jvm, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InjectorException(Code.FAILED, "interrupted", e);
    }
  }

  static InjectorException failure(JavaProcess jvm, HotSpotException e) {
    if (!jvm.id().isAlive()) {
      return new InjectorException(Code.TARGET_GONE, "the JVM has ended", e);
    }
    return new InjectorException(
        e.isRefused() ? Code.REFUSED : Code.FAILED,
        "the JVM, process %d: %s".formatted(jvm.id().pid(), e.getMessage()),
        e);
  }

  private interface Call {
    Reading make() throws HotSpotException;
  }

  private Reading call(Call call) throws InjectorException {
    try {
      return call.make();
    } catch (HotSpotException e) {
      throw failure(jvm, e);
    }
  }

  @Override
  public String mechanism() {
    return technique.label();
  }

  @Override
  public Reading stop(long lease, long time) throws InjectorException {
    before = PerformanceCounters.safepointNanos(jvm);
    return call(() -> stopper.stop(lease, time));
  }

  @Override
  public Reading keep(long until) throws InjectorException {
    return call(() -> stopper.keep(until));
  }

  @Override
  public Reading resume() throws InjectorException {
    return call(stopper::resume);
  }

  @Override
  public Reading read() throws InjectorException {
    return call(stopper::read);
  }

  /// For how long it has stood still since before the pause, by its own counters, once the pause is
  /// over: they count what is.
  @Override
  public List<Measurement> measured() throws InjectorException {
    Reading reading = read();
    OptionalLong counted = counted();
    long deadline = System.nanoTime() + COUNTS_WITHIN.toNanos();
    while (counted.isPresent()
        && counted.getAsLong() < reading.until() - reading.since()
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
      counted = counted();
    }
    if (reading.stands() || counted.isEmpty()) {
      return List.of();
    }
    return List.of(
        Measurement.newBuilder()
            .setName(StandstillFidelity.SAFEPOINTS)
            .setValue(counted.getAsLong() / 1e6)
            .setUnit("ms")
            .build());
  }

  private OptionalLong counted() {
    OptionalLong now = PerformanceCounters.safepointNanos(jvm);
    return before.isEmpty() || now.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(now.getAsLong() - before.getAsLong());
  }

  @Override
  public void close() {
    stopper.close();
  }
}

package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.v1.Measurement;
import io.entropy.injectors.gcpause.standstill.Standstill;
import io.entropy.injectors.kernel.hotspot.AgentFiles;
import io.entropy.injectors.kernel.hotspot.HotSpotException;
import io.entropy.injectors.kernel.hotspot.JavaProcess;
import io.entropy.injectors.kernel.hotspot.PerformanceCounters;
import io.entropy.injectors.kernel.hotspot.Stopper;
import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.util.List;
import java.util.OptionalLong;

/// A JVM that an agent in it makes stand still.
final class StoppedJvm implements Standstill {
  private final JavaProcess jvm;
  private final Stopper stopper;
  private OptionalLong before = OptionalLong.empty();

  private StoppedJvm(JavaProcess jvm, Stopper stopper) {
    this.jvm = jvm;
    this.stopper = stopper;
  }

  /// Loads the agent.
  static StoppedJvm load(JavaProcess jvm, AgentFiles files) throws InjectorException {
    try {
      return new StoppedJvm(jvm, Stopper.load(jvm, files));
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
    return "JVMTI agent";
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

  /// For how long it has stood still since before the pause, by its own counters.
  @Override
  public List<Measurement> measured() {
    OptionalLong now = PerformanceCounters.safepointNanos(jvm);
    if (before.isEmpty() || now.isEmpty()) {
      return List.of();
    }
    double millis = (now.getAsLong() - before.getAsLong()) / 1e6;
    return List.of(
        Measurement.newBuilder().setName("safepoints").setValue(millis).setUnit("ms").build());
  }

  @Override
  public void close() {
    stopper.close();
  }
}

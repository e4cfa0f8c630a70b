package io.entropy.injectors.gcpause.standstill;

import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Watchdog;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;

/// All processes of a container, held by a watchdog.
public final class Watched implements Standstill {
  private final String mechanism;
  private final Watchdog watchdog;

  private Watched(String mechanism, Watchdog watchdog) {
    this.mechanism = mechanism;
    this.watchdog = watchdog;
  }

  /// Starts its watchdog.
  public static Watched by(Way way, String session, String containerId) throws InjectorException {
    String mechanism = mechanism(way);
    try {
      return new Watched(mechanism, Watchdog.start(session, containerId, way));
    } catch (KernelException e) {
      boolean gone = e.errno() == Reading.ENODEV || e.errno() == Reading.ESRCH;
      throw new InjectorException(
          gone ? Code.TARGET_GONE : Code.UNSUPPORTED, mechanism + ": " + e.getMessage(), e);
    }
  }

  /// What makes it, for people.
  public static String mechanism(Way way) {
    return switch (way) {
      case Way.Freezer(Way.Freezer.Version version, _) ->
          switch (version) {
            case V1 -> "cgroup freezer v1";
            case V2 -> "cgroup freezer v2";
          };
      case Way.Signals _ -> "SIGSTOP";
      case Way.Engine _ -> "container engine";
      case Way.Resource _ -> "HTTP resource";
    };
  }

  @Override
  public String mechanism() {
    return mechanism;
  }

  @Override
  public Reading stop(long lease, long time) {
    long now = System.nanoTime();
    return watchdog.stop(lease - now > time ? now + time : lease);
  }

  @Override
  public Reading keep(long until) {
    return watchdog.keep(until);
  }

  @Override
  public Reading resume() {
    return watchdog.resume();
  }

  @Override
  public Reading read() {
    return watchdog.read();
  }

  @Override
  public boolean isBroken() {
    return watchdog.isBroken();
  }

  @Override
  public void close() {
    watchdog.close();
  }
}

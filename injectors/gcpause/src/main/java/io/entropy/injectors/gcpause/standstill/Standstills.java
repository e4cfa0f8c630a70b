package io.entropy.injectors.gcpause.standstill;

import io.entropy.injectors.spi.InjectorException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The standstills of this process, one a target and way. Any thread.
public final class Standstills implements AutoCloseable {
  private final Map<String, SharedStandstill> shared = new HashMap<>();

  /// How one is made when the first fault asks for it.
  @FunctionalInterface
  public interface Maker {
    Standstill make() throws InjectorException;
  }

  /// A fault on what this key names.
  ///
  /// @param claim what the fault is asked to be
  public StandstillFault arm(String key, String fault, Claim claim, Maker maker)
      throws InjectorException {
    return new StandstillFault(fault, join(key, fault, maker), claim);
  }

  private synchronized SharedStandstill join(String key, String fault, Maker maker)
      throws InjectorException {
    SharedStandstill one = shared.get(key);
    if (one == null) {
      one = new SharedStandstill(maker.make());
      shared.put(key, one);
    }
    one.join(fault);
    return one;
  }

  /// Whether a fault of this process makes it stand still.
  public boolean isBusy(String key) {
    return find(key).map(SharedStandstill::isBusy).orElse(false);
  }

  /// Whether a fault of this process is on it.
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /// Takes a fault off what it's on.
  public synchronized Removal remove(String key, String fault) throws InjectorException {
    SharedStandstill one = shared.get(key);
    if (one == null) {
      return Removal.ABSENT;
    }
    Removal removal = one.remove(fault);
    if (removal == Removal.LAST || removal == Removal.BROKEN) {
      shared.remove(key);
    }
    return removal;
  }

  private synchronized Optional<SharedStandstill> find(String key) {
    return Optional.ofNullable(shared.get(key));
  }

  @Override
  public synchronized void close() {
    shared.values().forEach(SharedStandstill::close);
    shared.clear();
  }
}

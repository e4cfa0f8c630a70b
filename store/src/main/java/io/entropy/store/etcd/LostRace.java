package io.entropy.store.etcd;

/// Says that others committed since the state that a transaction was run over: it's to be run
/// again.
final class LostRace extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostRace() {
    super("another process committed in between", null, false, false);
  }
}

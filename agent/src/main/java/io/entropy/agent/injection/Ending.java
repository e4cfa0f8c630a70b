package io.entropy.agent.injection;

import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionState;
import io.entropy.injectors.spi.InjectorException;

/// How an injection ends, or that of its placements.
///
/// @param message why, when it didn't go as wished; else empty
record Ending(InjectionState state, EndReason reason, String message) {

  static Ending complete(EndReason reason) {
    return new Ending(InjectionState.COMPLETE, reason, "");
  }

  /// Its time was over, or nearly, when it could have begun.
  static Ending tooLate() {
    return new Ending(
        InjectionState.COMPLETE, EndReason.ELAPSED, "its time was over before it could begin");
  }

  /// Nobody was there any more who could have ended it.
  static Ending managerLost() {
    return new Ending(
        InjectionState.COMPLETE,
        EndReason.LEASE_LOST,
        "the manager was lost, so its lease wasn't refreshed");
  }

  /// Why, isn't known: the fault was gone when it was to be refreshed.
  static Ending leaseLost() {
    return new Ending(
        InjectionState.COMPLETE,
        EndReason.LEASE_LOST,
        "its lease was over before it was refreshed: this agent was held up, or another ended it");
  }

  static Ending targetLost(String message) {
    return new Ending(InjectionState.COMPLETE, EndReason.TARGET_LOST, message);
  }

  static Ending rejected(String message) {
    return new Ending(InjectionState.REJECTED, EndReason.ERROR, message);
  }

  static Ending failed(String message) {
    return new Ending(InjectionState.FAILED, EndReason.ERROR, message);
  }

  static Ending of(InjectorException thrown) {
    String message = String.valueOf(thrown.getMessage());
    return switch (thrown.code()) {
      case REFUSED, UNSUPPORTED -> rejected(message);
      case TARGET_GONE -> targetLost(message);
      case FAILED -> failed(message);
    };
  }

  boolean isTargetLost() {
    return reason == EndReason.TARGET_LOST;
  }
}

package io.entropy.agent.remote;

import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/// Why a call failed, in words: what the manager says, or what hindered the connection, e.g. a
/// certificate that isn't believed.
public final class CallFailure {
  private CallFailure() {}

  /// What is said of it.
  public static String words(StatusRuntimeException failure) {
    @Nullable String description = failure.getStatus().getDescription();
    String told = description == null ? failure.getStatus().getCode().name() : description;
    String deepest = "";
    for (Throwable c = failure.getCause(); c != null; c = c.getCause()) {
      deepest = c.getMessage() == null ? deepest : String.valueOf(c.getMessage());
    }
    return deepest.isEmpty() || told.contains(deepest) ? told : told + ": " + deepest;
  }
}

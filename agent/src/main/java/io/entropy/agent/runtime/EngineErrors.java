package io.entropy.agent.runtime;

import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What went wrong between us and the engine, in words that say what would help.
final class EngineErrors {
  private EngineErrors() {}

  /// @param failure what the transport threw; its cause counts
  static RuntimeUnavailableException of(EngineEndpoint endpoint, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Code code = code(endpoint, cause);
      if (code != null) {
        return new RuntimeUnavailableException(code, message(endpoint, code), failure);
      }
    }
    String message = "the Docker engine at " + endpoint + " broke off: " + reason(failure);
    return new RuntimeUnavailableException(Code.FAILED, message, failure);
  }

  static RuntimeUnavailableException status(
      EngineEndpoint endpoint, String path, int status, String answer) {
    String message =
        "the Docker engine at " + endpoint + " answered " + status + " to " + path + ": " + answer;
    return new RuntimeUnavailableException(Code.FAILED, message, new ProtocolException(message));
  }

  private static @Nullable Code code(EngineEndpoint endpoint, Throwable cause) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof AccessDeniedException || said.contains("permission denied")) {
      return Code.NO_PERMISSION;
    }
    boolean connecting =
        cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof NoRouteToHostException
            || said.contains("connection refused")
            || said.contains("no such file");
    // A unix socket whose file is missing fails with a bare SocketException on some JDKs.
    boolean missing =
        cause instanceof SocketException && endpoint.isUnix() && !endpoint.socketExists();
    return connecting || missing ? Code.NO_ENGINE : null;
  }

  private static String message(EngineEndpoint endpoint, Code code) {
    return switch (code) {
      case NO_ENGINE -> "no Docker engine at " + endpoint + ": start it or pass -H";
      case NO_PERMISSION ->
          "no permission for the Docker engine at "
              + endpoint
              + ": add your user to group docker or run as root";
      case FAILED -> "the Docker engine at " + endpoint + " failed";
    };
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;
    for (Throwable next = last.getCause(); next != null; next = last.getCause()) {
      last = next;
    }
    String said = last.getMessage();
    return said == null ? last.getClass().getSimpleName() : said;
  }
}

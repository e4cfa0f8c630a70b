package io.entropy.store.etcd;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/// One request that etcd didn't answer or refused.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  /// Answers of etcd after which it's the same the next time.
  private static final Set<Status.Code> FINAL =
      Set.of(
          Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED, Status.Code.INVALID_ARGUMENT);

  private final Kind kind;

  enum Kind {
    /// It may have been carried out, or may be yet.
    UNKNOWN,
    /// It wasn't and won't be carried out; another try may help.
    NOT_DONE,
    /// It wasn't and won't be carried out, nor will any other try.
    REFUSED
  }

  private Failure(Kind kind, Throwable cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  static Failure of(Throwable cause) {
    return new Failure(kind(cause), cause);
  }

  private static Kind kind(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (t instanceof ConnectException
          || t instanceof UnknownHostException
          || t instanceof SSLException
          || message.contains("etcdserver: no leader")
          || message.contains("etcdserver: too many requests")) {
        return Kind.NOT_DONE;
      }
      if (message.contains("database space exceeded")
          || FINAL.contains(Status.fromThrowable(t).getCode())) {
        return Kind.REFUSED;
      }
    }
    return Kind.UNKNOWN;
  }
}

package io.entropy.policymanager.steadystate;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A probe that fetches a URL: good is a 2xx and its whole body within the timeout. Redirects are
/// not followed.
///
/// `HttpURLConnection` and not `java.net.http`: it's there in milliseconds, where the newer client
/// first starts a selector thread and a TLS context; and its request timeout ends with the headers.
/// The connection's own time-outs bound each step only, and a name's look-up not at all, so the
/// fetch has a virtual thread of its own that is given up, its connection cut, when time is over.
public final class HttpProbe implements Probe {

  /// Of an answer's body; what is longer is cut there and good.
  private static final int LONGEST_BODY = 1 << 20;

  private final URI uri;
  private final Duration timeout;

  /// A probe of that URL.
  ///
  /// @param uri http or https
  public HttpProbe(URI uri, Duration timeout) {
    if (!("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
        || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http or https URL: " + uri);
    }
    if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("the timeout is below a millisecond: " + timeout);
    }
    this.uri = uri;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return uri.toString();
  }

  @Override
  public Sample sample() throws InterruptedException {
    AtomicReference<@Nullable HttpURLConnection> connection = new AtomicReference<>();
    FutureTask<Integer> fetch = new FutureTask<>(() -> fetch(connection));
    long start = System.nanoTime();
    Thread thread = Thread.ofVirtual().name("probe-fetch").start(fetch);
    try {
      int status = fetch.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Sample(status >= 200 && status < 300, since(start), Integer.toString(status));
    } catch (TimeoutException _) {
      return new Sample(false, since(start), noAnswer());
    } catch (ExecutionException e) {
      return new Sample(false, since(start), words(e.getCause()));
    } finally {
      fetch.cancel(true);
      thread.interrupt();
      cut(connection.get());
    }
  }

  private int fetch(AtomicReference<@Nullable HttpURLConnection> made) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    made.set(connection);
    int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    // A new connection each time: a kept one would hide that no new one can be made.
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("User-Agent", "entropy-probe");
    int status = connection.getResponseCode();
    try (InputStream body =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
      if (body != null) {
        body.readNBytes(LONGEST_BODY);
      }
    }
    return status;
  }

  /// Closing the socket is what ends a read that hangs; it may wait for the reader, so elsewhere.
  private static void cut(@Nullable HttpURLConnection connection) {
    if (connection != null) {
      Thread.ofVirtual().name("probe-cut").start(connection::disconnect);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String noAnswer() {
    return "no answer within %d ms".formatted(timeout.toMillis());
  }

  private String words(@Nullable Throwable failure) {
    return switch (failure) {
      case SocketTimeoutException _ -> noAnswer();
      case null -> "failed";
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }
}

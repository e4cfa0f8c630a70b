package io.entropy.policymanager.notify;

import io.entropy.api.v1.Event;
import io.entropy.api.v1.NotificationSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Who is told: one address in one format. One thread.
///
/// A request has so long for everything, its answer's body too: the client's own time-out ends with
/// the headers. Redirects aren't followed; the answer's body is thrown away.
final class Receiver {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final HttpClient client;
  private final NotificationSpec spec;
  private final NotificationFormat format;
  private final InstantSource clock;

  Receiver(
      HttpClient client, NotificationSpec spec, NotificationFormat format, InstantSource clock) {
    this.client = client;
    this.spec = spec;
    this.format = format;
    this.clock = clock;
  }

  /// Tells it; why it didn't take it, or empty when it did.
  Optional<String> post(Event event) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(event), BodyHandlers.discarding());
    try {
      int status = answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("it answered " + status);
    } catch (TimeoutException _) {
      return Optional.of("no whole answer within %d s".formatted(ANSWER_WITHIN.toSeconds()));
    } catch (ExecutionException e) {
      return Optional.of(words(e.getCause()));
    } finally {
      var _ = answer.cancel(true); // the exchange, too, if it's still under way
    }
  }

  private HttpRequest request(Event event) {
    byte[] body = format.body(event);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(spec.getUrl()))
            .header("Content-Type", format.contentType())
            .header("User-Agent", "entropy")
            .POST(BodyPublishers.ofByteArray(body));
    if (!spec.getSecret().isEmpty()) {
      request.header(Signature.HEADER, Signature.of(spec.getSecret(), clock.instant(), body));
    }
    return request.build();
  }

  private static String words(@Nullable Throwable failure) {
    if (failure == null) {
      return "failed";
    }
    String kind = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
  }
}

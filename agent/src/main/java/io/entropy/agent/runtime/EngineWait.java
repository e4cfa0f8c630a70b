package io.entropy.agent.runtime;

import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waiting for an engine that may never answer.
///
/// The transport has no time-out of one request, so each is sent by a thread of its own; one that
/// isn't answered in time ends with its connection. Any thread.
record EngineWait(EngineEndpoint endpoint) {

  /// A request, up to having read its answer.
  interface Exchange<T> {
    T answer() throws RuntimeUnavailableException;
  }

  /// The answer.
  ///
  /// @param what it's asked for, as the error says it
  /// @throws RuntimeUnavailableException `FAILED` when none has come by then
  <T> T atMost(Duration within, String what, Exchange<T> exchange)
      throws RuntimeUnavailableException {
    FutureTask<T> sending = new FutureTask<>(exchange::answer);
    Thread.ofVirtual().name("engine-request").start(sending);
    try {
      return sending.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeUnavailableException known
          ? known
          : EngineErrors.of(endpoint, e);
    } catch (TimeoutException e) {
      boolean _ = sending.cancel(true);
      String message =
          "the Docker engine at %s didn't answer within %s to %s"
              .formatted(endpoint, words(within), what);
      throw new RuntimeUnavailableException(Code.FAILED, message, e);
    } catch (InterruptedException e) {
      boolean _ = sending.cancel(true);
      Thread.currentThread().interrupt();
      throw EngineErrors.of(endpoint, e);
    }
  }

  private static String words(Duration within) {
    return within.toMillis() % 1000 == 0 ? within.toSeconds() + " s" : within.toMillis() + " ms";
  }
}

package io.entropy.agent.injection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Time, and everything that waits for it: injections run on it, and tests run it as they like.
public interface Timing {

  /// Never goes back.
  Instant now();

  /// Runs `body` in a new virtual thread.
  Thread start(String name, Runnable body);

  void sleep(Duration time);

  <T> Mailbox<T> mailbox();

  /// Messages to one thread.
  interface Mailbox<T> {

    /// Any thread; never blocks.
    void put(T message);

    /// The oldest message, as soon as there is one; empty when there is none by then. Only one
    /// thread at a time.
    Optional<T> take(Instant until);
  }
}

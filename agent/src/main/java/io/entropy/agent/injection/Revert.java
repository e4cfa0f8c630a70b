package io.entropy.agent.injection;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Undo;
import java.time.Duration;
import java.util.Optional;

/// Undoing a fault, with a few more tries when that fails.
final class Revert {
  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private Revert() {}

  /// Why it could not be undone; empty when it was.
  static Optional<String> run(Injector injector, Undo undo, Timing timing) {
    Duration pause = FIRST_PAUSE;
    String why = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        injector.revert(undo);
        return Optional.empty();
      } catch (InjectorException e) {
        if (e.code() == Code.TARGET_GONE) {
          return Optional.empty(); // and the fault with it
        }
        why = String.valueOf(e.getMessage());
      } catch (RuntimeException e) {
        why = e.toString(); // a fault isn't given up for a bug
      }
      if (attempt < TRIES) {
        timing.sleep(pause);
        pause = pause.multipliedBy(3);
      }
    }
    return Optional.of(why);
  }
}

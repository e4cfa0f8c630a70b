package io.entropy.injectors.gcpause.standstill;

import io.entropy.injectors.spi.engine.TestEngine;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The one engine of the test classes that run at the same time; the last of them closes it. Any
/// thread.
public final class SharedEngine {
  private static int users;
  private static @Nullable TestEngine engine;

  private SharedEngine() {}

  public static TestEngine open() throws IOException {
    synchronized (SharedEngine.class) {
      TestEngine open = engine == null ? TestEngine.open() : engine;
      engine = open;
      users++;
      return open;
    }
  }

  /// While somebody has it open.
  public static TestEngine get() {
    synchronized (SharedEngine.class) {
      return Objects.requireNonNull(engine);
    }
  }

  public static void close() {
    synchronized (SharedEngine.class) {
      users--;
      if (users == 0 && engine != null) {
        TestEngine last = engine;
        engine = null;
        last.close();
      }
    }
  }
}

package io.entropy.injectors.spi.engine;

import io.entropy.api.v1.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The one engine of test classes that run at the same time, and a container that only answers, for
/// all of them. As an extension it has them there for a class; they go when all tests are over.
public final class SharedEngine implements BeforeAllCallback {
  private static volatile @Nullable Running running;

  private record Running(TestEngine engine, Target peer) implements AutoCloseable {
    static Running start() {
      try {
        TestEngine engine = TestEngine.open();
        return new Running(engine, engine.container().target());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(SharedEngine.class))
            .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  private static Running running() {
    return Objects.requireNonNull(running, "the class needs this extension");
  }

  public static TestEngine get() {
    return running().engine();
  }

  /// A container to which nothing is done.
  public static Target peer() {
    return running().peer();
  }
}

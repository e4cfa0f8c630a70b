package io.entropy.injectors.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// What the injectors of one agent process share: its session, its container runtime, and resources
/// that several injectors use together (such as the plans of network namespaces). Any thread.
public final class InjectorContext implements AutoCloseable {
  private final String session;
  private final ContainerRuntime runtime;
  private final Map<Class<?>, AutoCloseable> shared = new HashMap<>();
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();

  /// Makes one without resources yet.
  ///
  /// @param session eight hexadecimal digits, new for every process: names everything it makes
  public InjectorContext(String session, ContainerRuntime runtime) {
    this.session = session;
    this.runtime = runtime;
  }

  public String session() {
    return session;
  }

  public ContainerRuntime runtime() {
    return runtime;
  }

  /// The one resource of that type in this process, made when first asked for, closed with the
  /// context.
  public synchronized <T extends AutoCloseable> T shared(
      Class<T> type, Function<? super InjectorContext, ? extends T> make) {
    AutoCloseable present = shared.get(type);
    if (present == null) {
      present = make.apply(this);
      shared.put(type, present);
      closing.push(present);
    }
    return type.cast(present);
  }

  /// Closes what is shared, last made first; one that fails doesn't keep the others open.
  ///
  /// @throws IllegalStateException when some didn't close; they're its suppressed ones
  @Override
  public synchronized void close() {
    IllegalStateException failed = new IllegalStateException("not all resources were closed");
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        failed.addSuppressed(e);
      }
    }
    shared.clear();
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }
}

package io.entropy.injectors.spi;

import io.entropy.api.v1.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A container engine, as agents and injectors see it. Any thread; calls block.
public interface ContainerRuntime extends AutoCloseable {

  /// What the engine says of itself.
  EngineInfo info() throws RuntimeUnavailableException;

  /// The node of its containers: the engine itself, unless who opened it named another.
  default String nodeId() throws RuntimeUnavailableException {
    return info().id();
  }

  /// Every container, running or not. Pids and start times may be missing: [#inspect] has them.
  List<Target> list() throws RuntimeUnavailableException;

  /// One container with everything known of it; empty when there is none of that id or name.
  Optional<Target> inspect(String idOrName) throws RuntimeUnavailableException;

  /// Follows the engine's events until the subscription is closed or lost. `events` are called from
  /// one thread of the runtime's; `lost` at most once, when the stream broke by itself.
  Subscription follow(Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost)
      throws RuntimeUnavailableException;

  /// How far a container's life is; empty when there is none of that id or name. A runtime that
  /// only shows its containers knows of none.
  default Optional<Incarnation> life(String idOrName) throws RuntimeUnavailableException {
    return Optional.empty();
  }

  /// Has the engine do something to a container, and waits until it says what became of it; at most
  /// for the order's grace and half a minute. A runtime that only shows its containers refuses.
  default Order.Outcome order(String idOrName, Order order) throws RuntimeUnavailableException {
    return new Order.Outcome.Refused("these containers can't be told to do anything");
  }

  @Override
  void close();

  /// What an engine says of itself.
  ///
  /// @param id stable over restarts of the engine
  record EngineInfo(String id, String name, String version, String kernel) {}

  /// Something happened to a container.
  ///
  /// @param at when, by the engine's clock
  record ContainerEvent(Type type, String containerId, Instant at) {
    public enum Type {
      CREATED,
      STARTED,
      DIED,
      PAUSED,
      UNPAUSED,
      HEALTH_CHANGED,
      NETWORK_CHANGED,
      RENAMED,
      DESTROYED
    }
  }

  /// Ends a [#follow].
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}

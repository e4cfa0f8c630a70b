package io.entropy.agent.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.ContainerRuntime.Subscription;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// The engine's event stream, read by a virtual thread of its own named `engine-events` until it is
/// closed or breaks.
final class EngineEvents implements Subscription {
  private static final String PATH =
      "/events?filters="
          + URLEncoder.encode(
              "{\"type\":{\"container\":true,\"network\":true}}", StandardCharsets.UTF_8);

  private final EngineEndpoint endpoint;
  private final Response response;
  private volatile boolean closed;

  private EngineEvents(EngineEndpoint endpoint, Response response) {
    this.endpoint = endpoint;
    this.response = response;
  }

  static EngineEvents follow(
      EngineHttp engine,
      Consumer<ContainerEvent> events,
      Consumer<RuntimeUnavailableException> lost)
      throws RuntimeUnavailableException {
    EngineEvents stream = new EngineEvents(engine.endpoint(), engine.stream(PATH));
    Thread.ofVirtual().name("engine-events").start(() -> stream.read(events, lost));
    return stream;
  }

  private void read(Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
    try (response;
        JsonParser body = EngineJson.parser(response.getBody())) {
      for (Optional<EngineJson> next = EngineJson.next(body);
          next.isPresent();
          next = EngineJson.next(body)) {
        event(next.get()).ifPresent(events);
      }
      throw new EOFException("the engine ended its event stream");
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        lost.accept(EngineErrors.of(endpoint, e));
      }
    }
  }

  static Optional<ContainerEvent> event(EngineJson json) {
    EngineJson actor = json.object("Actor");
    Instant at = Instant.EPOCH.plusNanos(json.number("timeNano"));
    if (json.text("Type").equals("network")) {
      // The actor is the network; the container is told as an attribute.
      String container = actor.object("Attributes").text("container");
      boolean attached = json.text("Action").endsWith("connect");
      return attached && !container.isEmpty()
          ? Optional.of(new ContainerEvent(ContainerEvent.Type.NETWORK_CHANGED, container, at))
          : Optional.empty();
    }
    return type(json.text("Action")).map(type -> new ContainerEvent(type, actor.text("ID"), at));
  }

  private static Optional<ContainerEvent.Type> type(String action) {
    if (action.startsWith("health_status")) {
      return Optional.of(ContainerEvent.Type.HEALTH_CHANGED);
    }
    return switch (action) {
      case "create" -> Optional.of(ContainerEvent.Type.CREATED);
      case "start" -> Optional.of(ContainerEvent.Type.STARTED);
      case "die" -> Optional.of(ContainerEvent.Type.DIED);
      case "pause" -> Optional.of(ContainerEvent.Type.PAUSED);
      case "unpause" -> Optional.of(ContainerEvent.Type.UNPAUSED);
      case "rename" -> Optional.of(ContainerEvent.Type.RENAMED);
      case "destroy" -> Optional.of(ContainerEvent.Type.DESTROYED);
      // exec, attach, top and the like change nothing that we keep.
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    closed = true;
    try {
      response.close();
    } catch (RuntimeException e) {
      // It was broken already; there is nothing left to end.
    }
  }
}

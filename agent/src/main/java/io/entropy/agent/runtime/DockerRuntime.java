package io.entropy.agent.runtime;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.net.ProtocolException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Docker engine. Any thread.
///
/// Opening it connects to nothing. The engine's id, which every target carries as its node's unless
/// that was named, is asked once, beside the first list.
public final class DockerRuntime implements ContainerRuntime {
  private final EngineHttp engine;
  private final EngineOrders orders;
  private final @Nullable String node;
  private @Nullable FutureTask<EngineInfo> info;

  DockerRuntime(EngineHttp engine) {
    this(engine, null);
  }

  private DockerRuntime(EngineHttp engine, @Nullable String node) {
    this.engine = engine;
    this.node = node;
    this.orders = new EngineOrders(engine);
  }

  public static DockerRuntime open(EngineEndpoint endpoint) {
    return new DockerRuntime(new EngineHttp(endpoint));
  }

  /// The same for who knows the node's id: what the engine says of itself takes it 40 ms to say,
  /// since it starts programs for it.
  public static DockerRuntime ofNode(EngineEndpoint endpoint, String nodeId) {
    return new DockerRuntime(new EngineHttp(endpoint), nodeId);
  }

  /// Where its engine listens.
  public EngineEndpoint endpoint() {
    return engine.endpoint();
  }

  @Override
  public EngineInfo info() throws RuntimeUnavailableException {
    return await(ask());
  }

  @Override
  public String nodeId() throws RuntimeUnavailableException {
    return node == null ? info().id() : node;
  }

  private EngineInfo await(FutureTask<EngineInfo> asked) throws RuntimeUnavailableException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      forget(asked);
      throw e.getCause() instanceof RuntimeUnavailableException known
          ? known
          : EngineErrors.of(engine.endpoint(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineErrors.of(engine.endpoint(), e);
    }
  }

  @Override
  public List<Target> list() throws RuntimeUnavailableException {
    if (node == null) {
      var _ = ask();
    }
    List<EngineJson> entries =
        engine
            .get("/containers/json?all=1", EngineJson::array)
            .orElseThrow(() -> gone("/containers/json"));
    String id = nodeId();
    return NetworkSharing.resolve(
        entries.stream().map(entry -> ContainerJson.listed(entry, id)).toList());
  }

  @Override
  public Optional<Target> inspect(String idOrName) throws RuntimeUnavailableException {
    Optional<EngineJson> details = details(idOrName);
    String id = nodeId();
    return details.map(found -> ContainerJson.inspected(found, id));
  }

  @Override
  public Optional<Incarnation> life(String idOrName) throws RuntimeUnavailableException {
    return details(idOrName).map(ContainerJson::life);
  }

  private Optional<EngineJson> details(String idOrName) throws RuntimeUnavailableException {
    String path = "/containers/" + URLEncoder.encode(idOrName, StandardCharsets.UTF_8) + "/json";
    return engine.get(path, EngineJson::next).flatMap(found -> found);
  }

  @Override
  public Order.Outcome order(String idOrName, Order order) throws RuntimeUnavailableException {
    return orders.give(idOrName, order);
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost)
      throws RuntimeUnavailableException {
    return EngineEvents.follow(engine, events, lost);
  }

  private synchronized FutureTask<EngineInfo> ask() {
    if (info == null) {
      info = new FutureTask<>(this::readInfo);
      Thread.ofVirtual().name("engine-info").start(info);
    }
    return info;
  }

  private synchronized void forget(FutureTask<EngineInfo> failed) {
    if (failed.equals(info)) {
      info = null;
    }
  }

  private EngineInfo readInfo() throws RuntimeUnavailableException {
    EngineJson json =
        engine
            .get("/info", EngineJson::next)
            .flatMap(found -> found)
            .orElseThrow(() -> gone("/info"));
    return new EngineInfo(
        json.text("ID"), json.text("Name"), json.text("ServerVersion"), json.text("KernelVersion"));
  }

  private RuntimeUnavailableException gone(String path) {
    String message = "what listens at " + engine.endpoint() + " is no Docker engine: no " + path;
    return new RuntimeUnavailableException(Code.FAILED, message, new ProtocolException(message));
  }

  @Override
  public void close() {
    engine.close();
  }
}

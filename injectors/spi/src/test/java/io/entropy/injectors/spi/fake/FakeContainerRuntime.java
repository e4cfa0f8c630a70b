package io.entropy.injectors.spi.fake;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.RuntimeUnavailableException.Code;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// An engine whose containers a test starts, ends and changes. Events reach the followers on the
/// thread that makes them happen, before the call returns.
public final class FakeContainerRuntime implements ContainerRuntime {
  private final Map<String, Target> containers = new LinkedHashMap<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private boolean available = true;

  // ---- What a test does

  /// A container is there as it's given; nobody is told.
  public synchronized void put(Target container) {
    containers.put(container.getId(), container);
  }

  /// A container starts (again), and followers are told.
  public void start(Target container) {
    put(withState(container, State.RUNNING));
    fire(ContainerEvent.Type.STARTED, container.getId());
  }

  /// A container's processes end, and followers are told. Its pid is gone.
  public void die(String id) {
    synchronized (this) {
      Target dead = withState(container(id), State.STOPPED);
      put(dead.toBuilder().setStatus(dead.getStatus().toBuilder().clearPid()).build());
    }
    fire(ContainerEvent.Type.DIED, id);
  }

  /// A container is removed, and followers are told.
  public void destroy(String id) {
    synchronized (this) {
      containers.remove(id);
    }
    fire(ContainerEvent.Type.DESTROYED, id);
  }

  public void fire(ContainerEvent.Type type, String id) {
    ContainerEvent event = new ContainerEvent(type, id, Instant.now());
    followers.forEach(f -> f.events().accept(event));
  }

  /// The engine dies: every call fails and every follower loses its stream.
  public void disappear() {
    synchronized (this) {
      available = false;
    }
    List<Follower> lost = List.copyOf(followers);
    followers.removeAll(lost);
    lost.forEach(f -> f.lost().accept(unavailable()));
  }

  /// The engine is back, its containers as they are now. Followers have to follow again.
  public synchronized void comeBack() {
    available = true;
  }

  public int followers() {
    return followers.size();
  }

  // ---- What an engine does

  @Override
  public EngineInfo info() throws RuntimeUnavailableException {
    check();
    return new EngineInfo("fake-engine", "fake", "0", "fake");
  }

  /// Without pids and start times, as real engines list.
  @Override
  public synchronized List<Target> list() throws RuntimeUnavailableException {
    check();
    return containers.values().stream()
        .map(c -> c.toBuilder().setStatus(c.getStatus().toBuilder().clearPid().clearStarted()))
        .map(Target.Builder::build)
        .toList();
  }

  @Override
  public synchronized Optional<Target> inspect(String idOrName) throws RuntimeUnavailableException {
    check();
    return containers.values().stream()
        .filter(c -> c.getId().equals(idOrName) || c.getSpec().getName().equals(idOrName))
        .findFirst();
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost)
      throws RuntimeUnavailableException {
    check();
    Follower follower = new Follower(events, lost);
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /// Exit codes as if KILL had ended it.
  @Override
  public Optional<Incarnation> life(String idOrName) throws RuntimeUnavailableException {
    return inspect(idOrName).map(FakeContainerRuntime::life);
  }

  private static Incarnation life(Target container) {
    TargetStatus status = container.getStatus();
    return new Incarnation(
        status.getState(),
        status.getPid(),
        ProtoTime.fromProto(status.getStarted()),
        Instant.EPOCH,
        status.getState() == State.STOPPED ? 137 : 0,
        false,
        0,
        "no",
        false);
  }

  /// At once, whatever the grace. Every signal ends a container.
  @Override
  public Outcome order(String idOrName, Order order) throws RuntimeUnavailableException {
    Optional<Target> found = inspect(idOrName);
    if (found.isEmpty()) {
      return new Outcome.Gone();
    }
    Target container = found.get();
    boolean runs = container.getStatus().getState() != State.STOPPED;
    switch (order) {
      case Order.Kill _ -> {
        if (!runs) {
          return new Outcome.Refused(container.getSpec().getName() + " is not running");
        }
        die(container.getId());
      }
      case Order.Stop _ -> {
        if (!runs) {
          return new Outcome.Already();
        }
        die(container.getId());
      }
      case Order.Start() -> {
        if (runs) {
          return new Outcome.Already();
        }
        start(nextRun(container));
      }
      case Order.Restart _ -> {
        if (runs) {
          die(container.getId());
        }
        start(nextRun(container));
      }
      case Order.Remove _ -> destroy(container.getId());
      case Order.Pause() -> {
        put(withState(container, State.PAUSED));
        fire(ContainerEvent.Type.PAUSED, container.getId());
      }
      case Order.Unpause() -> {
        put(withState(container, State.RUNNING));
        fire(ContainerEvent.Type.UNPAUSED, container.getId());
      }
    }
    return new Outcome.Done();
  }

  @Override
  public void close() {
    followers.clear();
  }

  private synchronized void check() throws RuntimeUnavailableException {
    if (!available) {
      throw unavailable();
    }
  }

  private Target container(String id) {
    return Optional.ofNullable(containers.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no container " + id));
  }

  private static Target nextRun(Target container) {
    Target.Builder next = container.toBuilder();
    TargetStatus.Builder status = next.getStatusBuilder();
    Instant started = ProtoTime.fromProto(status.getStarted()).plusSeconds(1);
    status.setPid(1 + (int) started.getEpochSecond()).setStarted(ProtoTime.toProto(started));
    return next.build();
  }

  private static Target withState(Target container, State state) {
    return container.toBuilder()
        .setStatus(container.getStatus().toBuilder().setState(state))
        .build();
  }

  private static RuntimeUnavailableException unavailable() {
    String message = "no engine at fake: start it";
    return new RuntimeUnavailableException(Code.NO_ENGINE, message, new IOException("refused"));
  }

  /// Compared by identity: the same consumer may follow twice.
  private static final class Follower {
    private final Consumer<ContainerEvent> events;
    private final Consumer<RuntimeUnavailableException> lost;

    Follower(Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
      this.events = events;
      this.lost = lost;
    }

    Consumer<ContainerEvent> events() {
      return events;
    }

    Consumer<RuntimeUnavailableException> lost() {
      return lost;
    }
  }
}

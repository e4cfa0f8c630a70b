package io.entropy.agent.runtime;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import io.entropy.injectors.spi.ContainerRuntime.Subscription;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the set of targets as the engine tells of them, over the engine's own restarts. One
/// virtual thread, `target-watcher`, turns events into changes; [#resolve] comes from any thread.
public final class TargetWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetWatcher.class);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

  private final ContainerRuntime runtime;
  private final TargetListener listener;
  private final TargetSet targets = new TargetSet();
  private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private @Nullable Subscription subscription;
  private @Nullable Thread thread;

  private sealed interface Message {
    record Event(ContainerEvent event) implements Message {}

    record Lost(RuntimeUnavailableException why) implements Message {}

    record Stop() implements Message {}
  }

  public TargetWatcher(ContainerRuntime runtime, TargetListener listener) {
    this.runtime = runtime;
    this.listener = listener;
  }

  /// Lists and reports all targets in the caller's thread, then follows them in its own.
  public void start() throws RuntimeUnavailableException {
    connect();
    thread = Thread.ofVirtual().name("target-watcher").start(this::run);
  }

  /// A target with its process, asking the engine for that when it isn't known yet. Any thread.
  public Optional<Target> resolve(String id) throws RuntimeUnavailableException {
    Optional<Target> known = targets.get(id);
    if (known.isPresent() && isComplete(known.get())) {
      return known;
    }
    long asked = targets.changes(id);
    Optional<Target> found = runtime.inspect(id);
    found.ifPresent(target -> targets.putIfUnchanged(target, asked));
    // With the names of those that share its namespace, unless something happened meanwhile.
    return targets.get(id).filter(TargetWatcher::isComplete).or(() -> found);
  }

  private static boolean isComplete(Target target) {
    return target.getStatus().getPid() != 0 || target.getStatus().getState() == State.STOPPED;
  }

  /// Follows before it lists, so that nothing falls between.
  private void connect() throws RuntimeUnavailableException {
    subscription =
        runtime.follow(
            event -> messages.add(new Message.Event(event)),
            why -> messages.add(new Message.Lost(why)));
    List<Target> listed = targets.replace(runtime.list());
    listener.targets(listed);
  }

  private void run() {
    while (true) {
      try {
        switch (messages.take()) {
          case Message.Event(ContainerEvent event) -> handle(event);
          case Message.Lost(RuntimeUnavailableException why) -> lost(why);
          case Message.Stop() -> {
            return;
          }
        }
      } catch (RuntimeUnavailableException e) {
        // The stream tells by itself when the engine is gone; an event that could not be looked
        // into is made up for by the list that follows.
        messages.add(new Message.Lost(e));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// The one place where events become changes.
  void handle(ContainerEvent event) throws RuntimeUnavailableException {
    String id = event.containerId();
    switch (event.type()) {
      case DIED -> died(id, event.at());
      case DESTROYED -> gone(id);
      case CREATED, STARTED, PAUSED, UNPAUSED, HEALTH_CHANGED, NETWORK_CHANGED, RENAMED ->
          lookUp(id);
    }
  }

  /// Told at once, without asking: what was injected into it has gone with its namespace. But when
  /// an event before this one was looked into, the container may have been up again.
  private void died(String id, Instant at) throws RuntimeUnavailableException {
    Optional<Target> known = targets.get(id);
    if (known.isPresent() && hasStartedAfter(known.get(), at)) {
      lookUp(id); // or the engine's clock was set back meanwhile
    } else {
      known.ifPresent(target -> report(targets.put(stopped(target))));
    }
  }

  private static boolean hasStartedAfter(Target target, Instant death) {
    return target.getStatus().hasStarted()
        && ProtoTime.fromProto(target.getStatus().getStarted()).isAfter(death);
  }

  private static Target stopped(Target target) {
    Target.Builder stopped = target.toBuilder();
    stopped.getStatusBuilder().setState(State.STOPPED).setPid(0).clearStarted();
    return stopped.build();
  }

  private void lookUp(String id) throws RuntimeUnavailableException {
    Optional<Target> found = runtime.inspect(id);
    if (found.isPresent()) {
      report(targets.put(found.get()));
    } else {
      gone(id);
    }
  }

  private void gone(String id) {
    if (targets.get(id).isPresent()) {
      List<Target> others = targets.remove(id);
      listener.targetGone(id);
      report(others);
    }
  }

  private void report(List<Target> changed) {
    changed.forEach(listener::target);
  }

  /// Tries again until the engine is back, with growing pauses; events of the old stream are void.
  private void lost(RuntimeUnavailableException why) throws InterruptedException {
    listener.engineLost(why);
    Duration pause = FIRST_BACKOFF;
    while (true) {
      closeSubscription();
      if (stoppedWithin(pause)) {
        messages.add(new Message.Stop());
        return;
      }
      try {
        connect();
        refreshProcesses();
        listener.engineBack();
        return;
      } catch (RuntimeUnavailableException e) {
        pause =
            pause.multipliedBy(2).compareTo(LAST_BACKOFF) < 0
                ? pause.multipliedBy(2)
                : LAST_BACKOFF;
      }
    }
  }

  /// What was running before may have been restarted unseen.
  private void refreshProcesses() {
    for (String id : targets.withPid()) {
      try {
        lookUp(id);
      } catch (RuntimeUnavailableException e) {
        // When the engine has gone again, the new stream tells; else it's this container only.
        LOG.warn("looking up {}: {}", id, e.getMessage());
      }
    }
  }

  private boolean stoppedWithin(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    while (true) {
      Message next = messages.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        return false;
      }
      if (next instanceof Message.Stop) {
        return true;
      }
    }
  }

  private void closeSubscription() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  @Override
  public void close() {
    messages.add(new Message.Stop());
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    closeSubscription();
  }
}

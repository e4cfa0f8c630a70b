package io.entropy.injectors.lifecycle;

import io.entropy.api.text.Durations;
import io.entropy.injectors.lifecycle.LifecycleMode.Volumes;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is done to a container: orders, one after the other, and what has to be so after them.
///
/// @param asked in words
record Deed(String asked, List<Order> orders, Goal goal) {

  /// What a deed is to come to.
  enum Goal {
    /// A signal was sent; what the process makes of it is its own affair.
    SIGNALLED,
    /// The processes that ran have ended.
    ENDED,
    /// It's stopped, and stays so.
    STOPPED,
    /// It runs, as other processes.
    RUNS_AGAIN,
    /// There is no such container any more.
    REMOVED;

    /// Whether it's so, or for a signal: whether that had its usual effect.
    boolean isReached(Incarnation before, Optional<Incarnation> now) {
      return switch (this) {
        case SIGNALLED, ENDED -> now.map(n -> !n.isStill(before)).orElse(true);
        case STOPPED -> now.map(n -> !n.isUp()).orElse(true);
        case RUNS_AGAIN -> now.map(n -> n.isUp() && !n.isStill(before)).orElse(false);
        case REMOVED -> now.isEmpty();
      };
    }
  }

  static Deed kill(Parameters parameters) {
    Signal signal = parameters.get(LifecycleMode.SIGNAL);
    return new Deed(
        "signal " + signal,
        List.of(new Order.Kill(signal)),
        signal.equals(Signal.KILL) ? Goal.ENDED : Goal.SIGNALLED);
  }

  static Deed stop(Parameters parameters) {
    return new Deed("a stop" + words(parameters), List.of(stopOrder(parameters)), Goal.STOPPED);
  }

  static Deed restart(Parameters parameters) {
    Order restart =
        new Order.Restart(
            parameters.get(LifecycleMode.GRACE), parameters.find(LifecycleMode.STOP_SIGNAL));
    return new Deed("a restart" + words(parameters), List.of(restart), Goal.RUNS_AGAIN);
  }

  static Deed remove(Parameters parameters) {
    Order remove = new Order.Remove(parameters.get(LifecycleMode.VOLUMES) == Volumes.REMOVE);
    // Without a grace the engine ends and removes it by one order.
    boolean atOnce = parameters.get(LifecycleMode.GRACE).isZero();
    return new Deed(
        "a removal" + words(parameters),
        atOnce ? List.of(remove) : List.of(stopOrder(parameters), remove),
        Goal.REMOVED);
  }

  private static Order stopOrder(Parameters parameters) {
    return new Order.Stop(
        parameters.get(LifecycleMode.GRACE), parameters.find(LifecycleMode.STOP_SIGNAL));
  }

  private static String words(Parameters parameters) {
    Duration grace = parameters.get(LifecycleMode.GRACE);
    String signal =
        parameters.find(LifecycleMode.STOP_SIGNAL).map(s -> "signal " + s + " and ").orElse("");
    return " with " + signal + "a grace of " + Durations.format(grace);
  }

  /// How long it may take to end before KILL ends it; empty when that isn't part of it.
  Optional<Duration> grace() {
    return orders.stream().map(Order::grace).filter(grace -> !grace.isZero()).findFirst();
  }

  /// Whether another signal than the container's own is to stop it.
  boolean namesAStopSignal() {
    return orders.stream()
        .anyMatch(order ->
            switch (order) {
              case Order.Stop(_, Optional<Signal> signal) -> signal.isPresent();
              case Order.Restart(_, Optional<Signal> signal) -> signal.isPresent();
              case Order.Kill _, Order.Start _, Order.Remove _, Order.Pause _, Order.Unpause _ ->
                  false;
            });
  }
}

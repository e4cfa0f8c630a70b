package io.entropy.injectors.lifecycle;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.lifecycle.Deed.Goal;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Order;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A deed that is done when it's released, once, and then is over: there is no lease to keep.
final class DeedFault implements ActiveFault {
  static final String MECHANISM = "docker";

  /// How long what was ordered may take to show once the engine has said that it's done.
  private static final Duration SHOWS_WITHIN = Duration.ofSeconds(10);

  /// How long a process gets to end by a signal that doesn't force it to.
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Deed deed;
  private final TargetLife life;
  private @Nullable Achieved achieved;

  DeedFault(Deed deed, TargetLife life) {
    this.deed = deed;
    this.life = life;
  }

  @Override
  public String mechanism() {
    return MECHANISM;
  }

  /// Blocks until it's done, at least for as long as the container takes of its grace.
  @Override
  public void release(Duration lease) throws InjectorException {
    if (achieved != null) {
      throw new IllegalStateException("it's done already");
    }
    Incarnation before = life.up();
    long began = System.nanoTime();
    life.give(deed.orders().getFirst());
    Duration first = since(began);
    // Asked before a removal, which leaves nothing to ask.
    Optional<Incarnation> ended = life.now().filter(now -> !now.isUp());
    for (Order order : deed.orders().subList(1, deed.orders().size())) {
      life.give(order);
    }
    Optional<Incarnation> after = settled(before);
    achieved = new Achieved(before, ended, after, first, since(began));
  }

  /// How it is once the goal is reached, or it's too long in coming.
  private Optional<Incarnation> settled(Incarnation before) throws InjectorException {
    Duration within = deed.goal() == Goal.SIGNALLED ? ENDS_WITHIN : SHOWS_WITHIN;
    long began = System.nanoTime();
    while (true) {
      Optional<Incarnation> now = life.now();
      boolean comingBack = now.filter(n -> n.state() == State.RESTARTING).isPresent();
      boolean settled = deed.goal().isReached(before, now) && !comingBack;
      if (settled || since(began).compareTo(within) > 0) {
        return now;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void takeOver(ActiveFault previous, Duration lease) throws InjectorException {
    release(lease);
  }

  @Override
  public Lease refresh(Duration lease) {
    return Lease.LOST;
  }

  @Override
  public Verification verify() {
    if (achieved == null) {
      return new Verification(false, "nothing was done yet");
    }
    boolean reached = deed.goal().isReached(achieved.before(), achieved.after());
    return new Verification(
        reached || deed.goal() == Goal.SIGNALLED, DeedFidelity.words(deed, achieved));
  }

  /// What is done stays so.
  @Override
  public void end() {}

  @Override
  public Fidelity observe() {
    return achieved == null
        ? Fidelity.newBuilder().setAsked(deed.asked()).setVerdict(Verdict.INCONCLUSIVE).build()
        : DeedFidelity.of(deed, achieved);
  }
}

package io.entropy.agent.injection;

import io.entropy.agent.injection.Injectors.Ready;
import io.entropy.agent.injection.Signal.Assigned;
import io.entropy.agent.injection.Signal.End;
import io.entropy.agent.injection.Signal.TakenOver;
import io.entropy.agent.injection.Signal.TargetChanged;
import io.entropy.agent.injection.Signal.TargetGone;
import io.entropy.agent.session.Assignment;
import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.EndReason;
import io.entropy.api.v1.InjectionSpec;
import io.entropy.api.v1.InjectionState;
import io.entropy.api.v1.InjectionStatus;
import io.entropy.api.v1.RestartBehavior;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One injection, start to end: [#run] is its thread's whole life. Others only [#tell] it things,
/// and the injection that renews it asks for its [#held] fault.
final class InjectionRun {
  private static final Logger LOG = LoggerFactory.getLogger(InjectionRun.class);

  /// How long after a container's end its engine may take to tell, on a busy machine: it answers
  /// nothing about one that is just being restarted.
  static final Duration ENGINE_TELLS_WITHIN = Duration.ofSeconds(10);

  private final InjectionSpec spec;
  private final String id;
  private final Supplies supplies;
  private final Timing.Mailbox<Signal> mailbox;
  private final Progress progress;
  private final Instant begins;
  private final Instant ends;
  private InjectionState desired;
  private final TrackedTarget target = new TrackedTarget(Target.getDefaultInstance());
  private volatile @Nullable HeldFault held;

  /// Where a run finds the fault of another.
  interface Faults {
    Optional<HeldFault> of(String injectionId);
  }

  private final Faults faults;

  InjectionRun(Assignment assignment, Supplies supplies, Faults faults) {
    this.spec = assignment.injection().getSpec();
    this.id = assignment.id();
    this.supplies = supplies;
    this.faults = faults;
    this.mailbox = supplies.timing().mailbox();
    this.progress = new Progress(id, supplies.session());
    this.desired = assignment.injection().getDesiredState();
    Instant now = supplies.timing().now();
    this.begins = now.plus(assignment.beginsIn());
    this.ends = now.plus(assignment.timeLeft());
  }

  /// Returns the last status, which was reported.
  InjectionStatus run() {
    Ending ending;
    try {
      ending = carryOut();
    } catch (RuntimeException | Error e) {
      LOG.error("injection {}", id, e);
      ending = Ending.failed(e.toString());
    }
    return progress.over(ending);
  }

  private Ending carryOut() {
    try {
      Ready failure = supplies.injectors().ready(spec.getFailure());
      Optional<Target> found = supplies.targets().resolve(spec.getTargetId());
      if (found.isEmpty()) {
        return Ending.targetLost("there is no such container any more");
      }
      target.moveTo(found.get());
      return carryOut(failure);
    } catch (InvalidInputException e) {
      return Ending.rejected(String.valueOf(e.getMessage()));
    } catch (RuntimeUnavailableException e) {
      return Ending.failed(String.valueOf(e.getMessage()));
    }
  }

  /// On one incarnation of the target after the other, as long as it's to follow.
  private Ending carryOut(Ready failure) throws RuntimeUnavailableException {
    while (true) {
      Ending ending = place(failure);
      if (!ending.isTargetLost() || spec.getOnRestart() == RestartBehavior.END) {
        return ending;
      }
      Optional<Ending> last = awaitReturn(ending);
      if (last.isPresent()) {
        return last.get();
      }
      progress.followed();
    }
  }

  private Ending place(Ready failure) {
    if (!target.isUp()) {
      return Ending.targetLost(target.name() + " isn't running");
    }
    InjectionRequest request =
        new InjectionRequest(
            id, target.current(), failure.parameters(), spec.getGroup().getPeersList());
    try {
      Ending ending = new Placement(this, failure, request, supplies).carryOut();
      return ending.equals(Ending.leaseLost()) ? lossBehind(ending) : ending;
    } finally {
      held = null;
    }
  }

  /// A fault that ends with its target's processes is seen to be gone before the engine tells that
  /// they are: whether it does is awaited.
  private Ending lossBehind(Ending ending) {
    Instant told = supplies.timing().now().plus(ENGINE_TELLS_WITHIN);
    return await(told.isBefore(ends) ? told : ends).filter(Ending::isTargetLost).orElse(ending);
  }

  /// Any thread.
  void tell(Signal signal) {
    mailbox.put(signal);
  }

  /// Any thread: whether something about this container is of interest to it.
  boolean concerns(Target changed) {
    return changed.getId().equals(spec.getTargetId())
        || changed.getSpec().getKey().equals(spec.getTargetKey());
  }

  /// Any thread: its fault, as long as it has one.
  Optional<HeldFault> held() {
    return Optional.ofNullable(held);
  }

  HeldFault hold(ActiveFault fault) {
    HeldFault holding = new HeldFault(fault, () -> tell(new TakenOver()));
    held = holding;
    return holding;
  }

  Progress progress() {
    return progress;
  }

  Instant ends() {
    return ends;
  }

  boolean renews() {
    return !spec.getRenews().isEmpty();
  }

  Optional<HeldFault> renewed() {
    return faults.of(spec.getRenews());
  }

  /// Waits until so long before its begin, and until it may begin at all; present when it's over
  /// before that.
  Optional<Ending> awaitBegin(Duration ahead) {
    while (desired.compareTo(InjectionState.RUNNING) < 0) {
      Optional<Ending> ending = awaitSignal(ends);
      if (ending.isPresent() || isOver()) {
        return ending.or(() -> Optional.of(Ending.complete(EndReason.ELAPSED)));
      }
    }
    Optional<Ending> ending = await(begins.minus(ahead));
    return ending.isEmpty() && isOver() ? Optional.of(Ending.complete(EndReason.ELAPSED)) : ending;
  }

  /// Waits until then; present when something ends it before.
  Optional<Ending> await(Instant until) {
    while (true) {
      Optional<Signal> signal = mailbox.take(until);
      if (signal.isEmpty()) {
        return Optional.empty();
      }
      Optional<Ending> ending = react(signal.get());
      if (ending.isPresent()) {
        return ending;
      }
    }
  }

  private Optional<Ending> awaitSignal(Instant until) {
    return mailbox.take(until).flatMap(this::react);
  }

  private boolean isOver() {
    return !supplies.timing().now().isBefore(ends);
  }

  private Optional<Ending> react(Signal signal) {
    return switch (signal) {
      case End(EndReason reason) -> Optional.of(Ending.complete(reason));
      case TakenOver() -> Optional.of(Ending.complete(EndReason.RENEWED));
      case TargetGone(String gone) ->
          target.isLostBy(gone) ? Optional.of(lost()) : Optional.empty();
      case TargetChanged(Target changed) ->
          target.isLostBy(changed) ? Optional.of(lost()) : Optional.empty();
      case Assigned(Assignment again) -> {
        InjectionState wanted = again.injection().getDesiredState();
        desired = wanted.compareTo(desired) > 0 ? wanted : desired;
        yield Optional.empty();
      }
    };
  }

  private Ending lost() {
    return Ending.targetLost(target.name() + " stopped");
  }

  /// Waits until the target is up again; present when that doesn't happen in time.
  private Optional<Ending> awaitReturn(Ending lost) throws RuntimeUnavailableException {
    while (target.successor().isEmpty()) {
      Optional<Signal> signal = mailbox.take(ends);
      if (signal.isEmpty()) {
        return Optional.of(lost);
      }
      switch (signal.get()) {
        case End(EndReason reason) -> {
          // Time is up: whether we or the manager notice first makes no difference.
          boolean notBackInTime = reason == EndReason.ELAPSED;
          return Optional.of(notBackInTime ? lost : Ending.complete(reason));
        }
        case TargetChanged(Target changed) -> target.mayReturnAs(changed);
        case TakenOver(), TargetGone(_), Assigned(_) -> {}
      }
    }
    Target next = target.successor().get();
    target.moveTo(supplies.targets().resolve(next.getId()).orElse(next));
    return isOver() ? Optional.of(lost) : Optional.empty();
  }
}

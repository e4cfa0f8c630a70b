package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.pause.PauseMode.Method;
import io.entropy.injectors.gcpause.standstill.Claim;
import io.entropy.injectors.gcpause.standstill.ContainerProcess;
import io.entropy.injectors.gcpause.standstill.Standstills;
import io.entropy.injectors.gcpause.standstill.Watched;
import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectionRequest;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import io.entropy.injectors.spi.mode.FailureMode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes containers stand still, each by a watchdog of its own, for whichever mode. Any thread.
public final class ContainerPauses {
  private final FailureMode mode;
  private final InjectorContext context;
  private final Standstills standstills;

  public ContainerPauses(FailureMode mode, InjectorContext context) {
    this.mode = mode;
    this.context = context;
    this.standstills = context.shared(Standstills.class, _ -> new Standstills());
  }

  /// How the pause will be undone; reads only.
  ///
  /// @param method the best of this host when empty
  public Undo plan(InjectionRequest request, Optional<Method> method) throws InjectorException {
    Target target = request.target();
    long pid = ContainerProcess.of(target, context.runtime());
    Way way = Ways.choose(method, pid, target.getId());
    ProcessId first =
        ProcessId.of(pid)
            .orElseThrow(() -> new InjectorException(Code.TARGET_GONE, "it has just ended"));
    if (!standstills.isBusy(key(target.getId(), way))) {
      refuseIfPaused(target, first);
    }
    List<ProcessId> processes =
        way instanceof Way.Signals ? ProcessId.ofContainer(target.getId()) : List.of();
    return new Undo(
        request.injectionId(),
        context.session(),
        mode.name(),
        target.getId(),
        target.getSpec().getName(),
        new PauseUndo(way, first, processes).details());
  }

  private static void refuseIfPaused(Target target, ProcessId first) throws InjectorException {
    String name = target.getSpec().getName();
    Optional<Way.Freezer> freezer = Freezers.of(first.pid(), target.getId());
    try {
      if (freezer.isPresent() && Freezers.isFrozen(freezer.get())) {
        throw new InjectorException(
            Code.REFUSED,
            name + " is frozen already, not by this fault: `docker unpause` it first");
      }
    } catch (IOException e) {
      throw new InjectorException(Code.TARGET_GONE, name + " has just ended", e);
    }
    if (first.isStopped()) {
      throw new InjectorException(
          Code.REFUSED,
          "a signal or a debugger has stopped process %d of %s: let it go on first"
              .formatted(first.pid(), name));
    }
  }

  /// Starts the watchdog; nothing stands still yet.
  public ActiveFault arm(Undo undo, Claim claim) throws InjectorException {
    Way way = PauseUndo.of(undo.details()).way();
    return standstills.arm(
        key(undo.targetId(), way),
        undo.injectionId(),
        claim,
        () -> Watched.by(way, context.session(), undo.targetId()));
  }

  /// Lets the container go on, unless another fault still wants it to stand still.
  public Reverted revert(Undo undo) throws InjectorException {
    PauseUndo own = PauseUndo.of(undo.details());
    Strays strays = new Strays(context.runtime());
    if (!undo.session().equals(context.session())) {
      return strays.end(undo, own);
    }
    return switch (standstills.remove(key(undo.targetId(), own.way()), undo.injectionId())) {
      case ABSENT -> new Reverted.Nothing("it isn't there");
      case REMOVED, LAST -> new Reverted.Removed();
      case BROKEN -> strays.endOwn(undo, own);
    };
  }

  private static String key(String containerId, Way way) {
    return containerId + " " + way.words()[0];
  }
}

package io.entropy.injectors.gcpause.pause;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.kernel.process.Freezers;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.process.Watchdogs;
import io.entropy.injectors.kernel.process.Way;
import io.entropy.injectors.kernel.sys.Libc;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.Undo;
import java.io.IOException;

/// Pauses that another process left: its watchdog is told to let go on; where even that was killed,
/// this does it, for what the undo record names and nobody else has paused.
record Strays(ContainerRuntime runtime) {
  private static final int SIGCONT = 18;

  /// Of another process.
  Reverted end(Undo undo, PauseUndo own) throws InjectorException {
    try {
      int watchdogs = Watchdogs.end(undo.session(), undo.targetId());
      if (!own.first().isAlive()) {
        return new Reverted.Nothing("the container has ended or restarted");
      }
      boolean stood =
          switch (own.way()) {
            case Way.Freezer freezer -> thaw(freezer, undo.targetId());
            case Way.Signals _ -> goOn(own);
            // Its user may have paused it since, in the same way: that one isn't ours to end.
            case Way.Engine _ -> false;
            // Nothing of a container's processes.
            case Way.Resource _ -> false;
          };
      return watchdogs > 0 || stood
          ? new Reverted.Removed()
          : new Reverted.Nothing("it isn't paused by us");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InjectorException(Code.FAILED, "interrupted", e);
    }
  }

  /// Of this process, whose watchdog was killed.
  Reverted endOwn(Undo undo, PauseUndo own) throws InjectorException {
    if (own.way() instanceof Way.Engine && isPaused(undo.targetId())) {
      try {
        if (runtime.order(undo.targetId(), new Order.Unpause())
            instanceof Order.Outcome.Refused(String why)) {
          throw new InjectorException(Code.FAILED, why);
        }
      } catch (RuntimeUnavailableException e) {
        throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
      }
    }
    Reverted _ = end(undo, own);
    return new Reverted.Removed();
  }

  /// What is frozen although the engine says that it runs was frozen by file: not by the engine's
  /// user.
  private boolean thaw(Way.Freezer freezer, String containerId) throws InjectorException {
    try {
      if (!Freezers.isFrozen(freezer) || isPaused(containerId)) {
        return false;
      }
      Freezers.thaw(freezer);
      return true;
    } catch (IOException _) {
      return false; // the container has just ended
    }
  }

  private boolean isPaused(String containerId) throws InjectorException {
    try {
      return runtime
          .inspect(containerId)
          .map(Target::getStatus)
          .filter(status -> status.getState() == State.PAUSED)
          .isPresent();
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean goOn(PauseUndo own) {
    boolean any = false;
    for (ProcessId process : own.processes()) {
      if (process.isStopped()) {
        any |= Libc.kill(process.pid(), SIGCONT) == 0;
      }
    }
    return any;
  }
}

package io.entropy.injectors.gcpause.standstill;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.RuntimeUnavailableException;

/// From a container to its first process, without ever taking another process for it.
public final class ContainerProcess {
  private ContainerProcess() {}

  /// Its number here.
  ///
  /// @throws InjectorException `TARGET_GONE`; `REFUSED` for the container that we run in ourselves
  public static long of(Target target, ContainerRuntime runtime) throws InjectorException {
    String name = target.getSpec().getName();
    if (ProcessId.isIn(ProcessHandle.current().pid(), target.getId())) {
      throw new InjectorException(Code.REFUSED, name + " is the container this agent runs in");
    }
    int known = target.getStatus().getPid();
    if (known > 0 && ProcessId.isIn(known, target.getId())) {
      return known;
    }
    try {
      int now =
          runtime
              .inspect(target.getId())
              .map(Target::getStatus)
              .map(TargetStatus::getPid)
              .orElse(0);
      if (now <= 0) {
        throw new InjectorException(Code.TARGET_GONE, name + " doesn't run");
      }
      if (!ProcessId.isIn(now, target.getId())) {
        throw new InjectorException(
            Code.UNSUPPORTED,
            "process %d of %s can't be seen from here: run the agent with --pid host"
                .formatted(now, name));
      }
      return now;
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}

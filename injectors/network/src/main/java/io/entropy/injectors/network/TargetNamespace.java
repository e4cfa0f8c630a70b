package io.entropy.injectors.network;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus;
import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From a container to its network namespace, without ever taking another process for it.
public final class TargetNamespace {
  private TargetNamespace() {}

  /// The namespace of a running container.
  ///
  /// @throws InjectorException `REFUSED` for one on the host's network or on none, `TARGET_GONE`
  public static NetworkNamespace of(Target target, ContainerRuntime runtime)
      throws InjectorException {
    refuseWithoutOwnNetwork(target);
    try {
      NetworkNamespace namespace = NetworkNamespace.ofProcess(pid(target, runtime));
      if (namespace.isHostOrOwn()) {
        throw new InjectorException(
            Code.REFUSED, target.getSpec().getName() + " uses the host's network");
      }
      return namespace;
    } catch (NamespaceGoneException e) {
      throw new InjectorException(
          Code.TARGET_GONE, target.getSpec().getName() + " has just ended", e);
    } catch (KernelException e) {
      throw new InjectorException(Code.UNSUPPORTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static void refuseWithoutOwnNetwork(Target target) throws InjectorException {
    NetworkMode mode = target.getStatus().getNetworkMode();
    if (mode == NetworkMode.HOST_NETWORK || mode == NetworkMode.NO_NETWORK) {
      throw new InjectorException(
          Code.REFUSED,
          target.getSpec().getName()
              + (mode == NetworkMode.HOST_NETWORK
                  ? " uses the host's network"
                  : " has no network"));
    }
  }

  /// The pid that the agent knows, unless that process is no longer in the container's cgroup: then
  /// the engine is asked.
  private static long pid(Target target, ContainerRuntime runtime) throws InjectorException {
    int known = target.getStatus().getPid();
    if (known > 0 && isIn(known, target.getId())) {
      return known;
    }
    try {
      TargetStatus now =
          runtime
              .inspect(target.getId())
              .map(Target::getStatus)
              .orElse(TargetStatus.getDefaultInstance());
      if (now.getPid() <= 0) {
        throw new InjectorException(Code.TARGET_GONE, target.getSpec().getName() + " doesn't run");
      }
      return now.getPid();
    } catch (RuntimeUnavailableException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// Engines name a container's cgroups after its id.
  private static boolean isIn(int pid, String containerId) {
    try {
      return Files.readString(Path.of("/proc", Integer.toString(pid), "cgroup"))
          .contains(containerId);
    } catch (IOException _) {
      return false;
    }
  }
}

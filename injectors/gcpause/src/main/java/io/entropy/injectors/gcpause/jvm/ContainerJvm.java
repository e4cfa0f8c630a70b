package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.v1.Target;
import io.entropy.injectors.gcpause.standstill.ContainerProcess;
import io.entropy.injectors.kernel.hotspot.JavaProcess;
import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.util.List;

/// From a container to its JVM.
final class ContainerJvm {
  private ContainerJvm() {}

  /// That of its first process, or else the only one.
  ///
  /// @throws InjectorException `REFUSED` when there is none, or none is the one
  static JavaProcess of(Target target, ContainerRuntime runtime) throws InjectorException {
    long first = ContainerProcess.of(target, runtime);
    List<JavaProcess> jvms =
        ProcessId.ofContainer(target.getId()).stream()
            .flatMap(id -> JavaProcess.of(id).stream())
            .toList();
    String name = target.getSpec().getName();
    if (jvms.isEmpty()) {
      throw new InjectorException(
          Code.REFUSED,
          "no process of "
              + name
              + " is a HotSpot JVM: use method=freezer, or the mode `pause`, for others");
    }
    return jvms.stream()
        .filter(jvm -> jvm.id().pid() == first || jvms.size() == 1)
        .findFirst()
        .orElseThrow(() ->
            new InjectorException(
                Code.REFUSED,
                "%s has %d JVMs and none is its first process: which one isn't clear"
                    .formatted(name, jvms.size())));
  }
}

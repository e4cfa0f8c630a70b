package io.entropy.e2e.safety;

import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NamespaceGoneException;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.engine.Shell;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.List;

/// Entropy's tables in a container's network, of whatever process, as the kernel has them.
public final class Tables {
  private Tables() {}

  /// None when the container doesn't run or is gone.
  public static List<Stray> in(TestContainer container) {
    Shell.Result pid =
        Shell.attempt(List.of("docker", "inspect", "-f", "{{.State.Pid}}", container.id()));
    boolean runs = pid.exitCode() == 0 && !pid.output().equals("0");
    return runs ? inNetworkOf(Long.parseLong(pid.output())) : List.of();
  }

  /// Those in the network of a process; none when that is gone.
  public static List<Stray> inNetworkOf(long pid) {
    try {
      return Strays.list(NetworkNamespace.ofProcess(pid));
    } catch (NamespaceGoneException _) {
      return List.of();
    }
  }

  public static boolean anyActive(List<Stray> tables) {
    return tables.stream().anyMatch(Stray::active);
  }
}

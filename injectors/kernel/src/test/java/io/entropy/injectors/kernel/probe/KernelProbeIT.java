package io.entropy.injectors.kernel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.Kernel;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelProbeIT {
  @Test
  void findsEachMechanismOnceAndWhatFaultsNeedOnAnyTestHost() {
    List<Finding> findings = KernelProbe.run();
    assertThat(findings).extracting(Finding::mechanism).containsExactly(Mechanism.values());
    assertThat(findings)
        .filteredOn(finding -> !finding.available())
        .allSatisfy(finding -> assertThat(finding.reason()).isNotEmpty());
    assertThat(findings)
        .contains(
            Finding.available(Mechanism.NF_TABLES),
            Finding.available(Mechanism.LEASES),
            Finding.available(Mechanism.RANDOM_LOSS),
            Finding.available(Mechanism.EGRESS_HOOK));
  }

  @Test
  void neitherTheProbeNorWarmingUpLeavesATraceInOurOwnNamespace() {
    List<Finding> _ = KernelProbe.run();
    Kernel.warm();
    assertThat(Strays.list(NetworkNamespace.own())).isEmpty();
  }
}

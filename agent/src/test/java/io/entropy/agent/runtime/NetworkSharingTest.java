package io.entropy.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.fake.FakeTargets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NetworkSharingTest {

  static Target sharing(String name, String of) {
    Target.Builder target = FakeTargets.running(name, Map.of()).toBuilder();
    target.getStatusBuilder().setNetworkMode(NetworkMode.SHARED).setNetworkOf(of);
    return target.build();
  }

  @Test
  void namesTheOthersOfANamespaceByIdByNameAndOverAChain() {
    Target owner = FakeTargets.running("owner", Map.of());
    Target byId = sharing("by-id", owner.getId());
    Target byName = sharing("by-name", "owner");
    Target chained = sharing("chained", byId.getId());
    Target alone = FakeTargets.running("alone", Map.of());

    List<Target> resolved = NetworkSharing.resolve(List.of(owner, byId, byName, chained, alone));
    assertThat(resolved.get(0).getStatus().getSharesNetworkWithList())
        .containsExactly("by-id", "by-name", "chained");
    assertThat(resolved.get(2).getStatus().getSharesNetworkWithList())
        .containsExactly("by-id", "chained", "owner");
    assertThat(resolved.get(2).getStatus().getNetworkOf()).isEqualTo(owner.getId());
    assertThat(resolved.get(4).getStatus().getSharesNetworkWithList()).isEmpty();
  }

  @Test
  void keepsTogetherThoseWhoseOwnerIsGone() {
    List<Target> resolved =
        NetworkSharing.resolve(List.of(sharing("a", "gone"), sharing("b", "gone")));
    assertThat(resolved.get(0).getStatus().getSharesNetworkWithList()).containsExactly("b");
  }
}

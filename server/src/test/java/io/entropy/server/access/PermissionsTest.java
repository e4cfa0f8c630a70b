package io.entropy.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.DispatcherGrpc;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.NodeCertificatesGrpc;
import io.entropy.security.Role;
import io.grpc.ServiceDescriptor;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PermissionsTest {

  @Test
  void everyCallThatIsServedNeedsSomeRole() {
    assertThat(
            Stream.of(
                    ControlGrpc.getServiceDescriptor(),
                    EventsGrpc.getServiceDescriptor(),
                    DispatcherGrpc.getServiceDescriptor(),
                    NodeCertificatesGrpc.getServiceDescriptor())
                .map(ServiceDescriptor::getMethods)
                .flatMap(java.util.Collection::stream))
        .allSatisfy(m ->
            assertThat(Permissions.needed(m.getFullMethodName()))
                .as(m.getFullMethodName())
                .isPresent());
  }

  @Test
  void aCallByAnotherSpellingIsNobodys() {
    assertThat(Permissions.needed("entropy.v1.Control/GetPolicy")).contains(Role.VIEWER);
    assertThat(Permissions.needed("entropy.v1.Control/getpolicy")).isEqualTo(Optional.empty());
    assertThat(Permissions.needed("entropy.v1.Joining/Join")).isEqualTo(Optional.empty());
  }
}

package io.entropy.server;

import io.entropy.security.AlternativeNames;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.Credentials;
import io.entropy.security.Identity;
import io.entropy.security.Role;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// How a manager shows who it is, and who it lets in: holders of certificates of the same
/// authority.
///
/// @param own the manager's
/// @param joining empty when no machine may join with a token
public record ManagerTls(Credentials own, Optional<Joining> joining) {

  /// How machines without a certificate get one.
  ///
  /// @param authority the one of the manager's own certificate
  /// @param listen the port for them, where no certificate is asked for; port 0 for any
  /// @param length for how long nodes' certificates hold
  public record Joining(
      CertificateAuthority authority, InetSocketAddress listen, Duration length) {}

  /// Checks that all of it fits.
  ///
  /// @throws IllegalArgumentException when it isn't a manager's, or another authority's
  public ManagerTls {
    Optional<Role> role = own.identity().map(Identity::role);
    if (!role.equals(Optional.of(Role.MANAGER))) {
      throw new IllegalArgumentException(
          "the certificate of %s isn't a manager's: 'entropy ca issue --role manager' makes one"
              .formatted(own.certificate().getSubjectX500Principal()));
    }
    if (joining.isPresent() && !joining.get().authority().certificate().equals(own.authority())) {
      throw new IllegalArgumentException(
          "the authority that is to let machines join isn't the one of the manager's certificate");
    }
  }

  /// The host by which it's reached: the first of its certificate, which is what callers check.
  Optional<String> host() {
    return AlternativeNames.in(own.certificate()).stream().findFirst();
  }
}

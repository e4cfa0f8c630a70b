package io.entropy.server.access;

import io.entropy.security.Identity;
import io.entropy.security.Role;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// Who calls. Without TLS everybody who reaches the port is `local`, and may do everything.
///
/// @param name of the certificate
/// @param role of the certificate; empty without one
/// @param serial of the certificate, in hexadecimal; empty without one
public record Caller(String name, Optional<Role> role, String serial) {
  static final Caller LOCAL = new Caller("local", Optional.empty(), "");

  /// Somebody of whom nothing is known.
  static final Caller STRANGER = new Caller("stranger", Optional.empty(), "");

  static Caller of(Identity identity, X509Certificate certificate) {
    return new Caller(
        identity.name(), Optional.of(identity.role()), certificate.getSerialNumber().toString(16));
  }

  /// Who has made the call that this thread carries out; empty in a loop, which nobody has called.
  public static Optional<Caller> current() {
    return Act.current().map(Act::caller);
  }

  /// Whether the role suffices.
  boolean may(Role needed) {
    return equals(LOCAL) || role.filter(r -> r.includes(needed)).isPresent();
  }

  /// Whether it's that node's agent.
  boolean isAgentOf(String nodeId) {
    return equals(LOCAL) || (role.equals(Optional.of(Role.AGENT)) && name.equals(nodeId));
  }

  String roleWord() {
    return role.map(Role::word).orElse("");
  }

  /// E.g. `alice (operator)`, or `local`.
  @Override
  public String toString() {
    return role.isEmpty() ? name : "%s (%s)".formatted(name, roleWord());
  }
}

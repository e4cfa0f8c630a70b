package io.entropy.server.join;

import com.google.protobuf.ByteString;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.NodeCertificateStatus;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.Identity;
import io.entropy.security.Role;
import io.entropy.security.SigningRequest;
import io.entropy.security.Validity;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Issues certificates to nodes' agents.
///
/// @param length for how long
public record NodeIssuer(CertificateAuthority authority, Duration length, InstantSource clock) {

  /// A certificate for the node, whatever subject the request names.
  ///
  /// @throws io.entropy.api.text.InvalidInputException when the request is none
  X509Certificate issue(String nodeId, ByteString signingRequest) {
    Violations violations = new Violations();
    var key =
        violations.read(
            "signing_request", "", _ -> SigningRequest.read(signingRequest.toByteArray()));
    violations.throwIfAny();
    PublicKey known = key.orElseThrow();
    return authority.issue(new Identity(nodeId, Role.AGENT), known, List.of(), validity());
  }

  /// Never longer than the authority itself.
  private Validity validity() {
    Validity whole = Validity.of(clock, length);
    Instant last = authority.until();
    return whole.until().isAfter(last) ? new Validity(whole.from(), last) : whole;
  }

  /// What is noted of it.
  static NodeCertificateStatus.Builder note(X509Certificate certificate) {
    return NodeCertificateStatus.newBuilder()
        .setSerial(serial(certificate))
        .setExpires(ProtoTime.toProto(certificate.getNotAfter().toInstant()));
  }

  static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  /// What its agent is given.
  NodeCredentials credentials(X509Certificate certificate) {
    try {
      return NodeCredentials.newBuilder()
          .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
          .setAuthority(ByteString.copyFrom(authority.certificate().getEncoded()))
          .build();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}

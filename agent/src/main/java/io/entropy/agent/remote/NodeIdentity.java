package io.entropy.agent.remote;

import com.google.protobuf.ByteString;
import io.entropy.api.v1.JoinRequest;
import io.entropy.api.v1.JoiningGrpc;
import io.entropy.api.v1.NodeCertificatesGrpc;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.api.v1.RenewRequest;
import io.entropy.security.CredentialFile;
import io.entropy.security.Credentials;
import io.entropy.security.Identity;
import io.entropy.security.JoinToken;
import io.entropy.security.KeyPairs;
import io.entropy.security.Pem;
import io.entropy.security.Role;
import io.entropy.security.SigningRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A node's own certificate, kept in a file: got for a token, renewed before it ends. The newest
/// one may be asked for by any thread; the rest is one thread's.
public final class NodeIdentity {
  private static final long ANSWER_WITHIN_SECONDS = 10;

  private final CredentialFile file;
  private volatile Credentials now;

  private NodeIdentity(CredentialFile file, Credentials now) {
    this.file = file;
    this.now = now;
  }

  /// The one that is kept; empty when none is.
  ///
  /// @throws IOException when it can't be read
  public static Optional<NodeIdentity> kept(CredentialFile file) throws IOException {
    return file.read().map(found -> new NodeIdentity(file, found));
  }

  /// Where a token is exchanged.
  ///
  /// @param managers their ports for joining, one of which leads
  public record Join(JoinToken token, List<ManagerAddress> managers, String nodeId) {}

  /// Exchanges a token for one, and keeps it.
  ///
  /// @throws StatusRuntimeException why no manager gives one
  /// @throws IOException when what it gives can't be kept, or is none
  public static NodeIdentity join(CredentialFile file, ManagerChannels channels, Join join)
      throws IOException {
    StatusRuntimeException last = Status.UNAVAILABLE.asRuntimeException();
    for (ManagerAddress manager : join.managers()) {
      ManagedChannel channel = channels.open(manager, join.token());
      try {
        return join(file, channel, join);
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          throw e;
        }
        last = e;
      } finally {
        channel.shutdownNow();
      }
    }
    throw last;
  }

  private static NodeIdentity join(CredentialFile file, ManagedChannel channel, Join join)
      throws IOException {
    KeyPair keys = KeyPairs.generate();
    NodeCredentials given =
        JoiningGrpc.newBlockingStub(channel)
            .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
            .join(
                JoinRequest.newBuilder()
                    .setToken(join.token().text())
                    .setNodeId(join.nodeId())
                    .setSigningRequest(ByteString.copyFrom(SigningRequest.of(keys)))
                    .build());
    Credentials credentials = read(given, keys);
    if (!JoinToken.digest(credentials.authority()).equals(join.token().digest())) {
      throw new IOException("the manager gave another authority's certificate");
    }
    requireOwn(credentials, join.nodeId());
    file.write(credentials);
    return new NodeIdentity(file, credentials);
  }

  private static Credentials read(NodeCredentials given, KeyPair keys) throws IOException {
    try {
      X509Certificate certificate = Pem.certificate(given.getCertificate().toByteArray());
      return new Credentials(
          Pem.certificate(given.getAuthority().toByteArray()), certificate, keys.getPrivate());
    } catch (CertificateException e) {
      throw new IOException("what the manager gave is no certificate", e);
    }
  }

  private static void requireOwn(Credentials credentials, String nodeId) throws IOException {
    if (!credentials.identity().equals(Optional.of(new Identity(nodeId, Role.AGENT)))) {
      throw new IOException("the manager gave a certificate that isn't node " + nodeId + "'s");
    }
  }

  /// The newest.
  public Credentials credentials() {
    return now;
  }

  /// Whose it is; empty when it's nobody's that a manager would know.
  public Optional<Identity> identity() {
    return now.identity();
  }

  /// How long until it's time to renew it: when two thirds of its time are over. Zero or less when
  /// it is.
  Duration renewIn(Instant at) {
    Instant from = now.certificate().getNotBefore().toInstant();
    Instant until = now.certificate().getNotAfter().toInstant();
    Instant due = from.plus(Duration.between(from, until).multipliedBy(2).dividedBy(3));
    return Duration.between(at, due);
  }

  /// Exchanges it for a newer one, and keeps that.
  ///
  /// @throws StatusRuntimeException why this manager gives none
  /// @throws IOException when what it gives can't be kept, or is none
  void renew(ManagedChannel channel) throws IOException {
    KeyPair keys = KeyPairs.generate();
    NodeCredentials given =
        NodeCertificatesGrpc.newBlockingStub(channel)
            .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
            .renew(
                RenewRequest.newBuilder()
                    .setSigningRequest(ByteString.copyFrom(SigningRequest.of(keys)))
                    .build());
    Credentials next = read(given, keys);
    if (!next.authority().equals(now.authority())) {
      throw new IOException("the manager gave another authority's certificate");
    }
    requireOwn(next, now.identity().map(Identity::name).orElse(""));
    file.write(next);
    now = next;
  }
}

package io.entropy.server.join;

import io.entropy.api.event.EventTypes;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.JoinRequest;
import io.entropy.api.v1.JoinToken;
import io.entropy.api.v1.NodeCertificate;
import io.entropy.api.v1.NodeCertificateStatus;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.policymanager.event.EventData;
import io.entropy.policymanager.event.EventLog;
import io.entropy.store.Store;
import io.entropy.store.Transaction;
import io.entropy.store.model.Kinds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/// Exchanges tokens for certificates, and certificates for newer ones. The leader's.
public record Joins(Store store, EventLog log, NodeIssuer issuer) {

  /// The node's first certificate, when the token holds; a one-time token is used up with it.
  ///
  /// @throws StatusRuntimeException `PERMISSION_DENIED` or `ALREADY_EXISTS`, saying why
  /// @throws io.entropy.api.text.InvalidInputException when the request for a certificate is none
  NodeCredentials join(JoinRequest request) {
    io.entropy.security.JoinToken shown = read(request.getToken());
    X509Certificate certificate = issuer.issue(request.getNodeId(), request.getSigningRequest());
    store.update(tx -> {
      JoinToken token = accepted(tx, shown);
      Optional<NodeCertificate> known = tx.get(Kinds.NODE_CERTIFICATES, request.getNodeId());
      known.ifPresent(this::requireNone);
      JoinToken.Builder used = token.toBuilder();
      used.getStatusBuilder()
          .setJoined(token.getStatus().getJoined() + 1)
          .setNode(request.getNodeId());
      tx.update(Kinds.JOIN_TOKENS, used.build());
      put(tx, known, request.getNodeId(), NodeIssuer.note(certificate).build());
      log.write(tx, joined(request.getNodeId(), token));
      return token;
    });
    return issuer.credentials(certificate);
  }

  private static io.entropy.security.JoinToken read(String text) {
    try {
      return io.entropy.security.JoinToken.read(text);
    } catch (TextException _) {
      throw denied("there is no such token");
    }
  }

  private JoinToken accepted(Transaction tx, io.entropy.security.JoinToken shown) {
    JoinToken token =
        tx.get(Kinds.JOIN_TOKENS, Tokens.id(shown))
            .filter(t -> shown.hasHash(t.getSpec().getHash()))
            .orElseThrow(() -> denied("there is no such token"));
    Instant expires = ProtoTime.fromProto(token.getSpec().getExpires());
    if (!issuer.clock().instant().isBefore(expires)) {
      throw denied("the token %s has ended at %s".formatted(token.getId(), expires));
    }
    if (token.getSpec().getOnce() && token.getStatus().getJoined() > 0) {
      throw denied(
          "the token %s is used up, by node %s"
              .formatted(token.getId(), token.getStatus().getNode()));
    }
    return token;
  }

  /// Nobody who has a token can take a node's place.
  private void requireNone(NodeCertificate known) {
    NodeCertificateStatus status = known.getStatus();
    if (status.getRevoked()) {
      throw denied(
          "node %s is revoked; 'entropy node readmit' lets it join again".formatted(known.getId()));
    }
    Instant expires = ProtoTime.fromProto(status.getExpires());
    if (!status.getSerial().isEmpty() && issuer.clock().instant().isBefore(expires)) {
      throw Status.ALREADY_EXISTS
          .withDescription(
              "node %s has a certificate until %s; 'entropy node readmit' lets it join again"
                  .formatted(known.getId(), expires))
          .asRuntimeException();
    }
  }

  /// A newer certificate for a node that shows the one it has.
  NodeCredentials renew(String nodeId, String shownSerial, com.google.protobuf.ByteString request) {
    X509Certificate certificate = issuer.issue(nodeId, request);
    store.update(tx -> {
      Optional<NodeCertificate> known = tx.get(Kinds.NODE_CERTIFICATES, nodeId);
      if (known.filter(k -> k.getStatus().getRevoked()).isPresent()) {
        throw denied("node %s is revoked".formatted(nodeId));
      }
      put(tx, known, nodeId, NodeIssuer.note(certificate).setPrevious(shownSerial).build());
      return nodeId;
    });
    return issuer.credentials(certificate);
  }

  private static void put(
      Transaction tx,
      Optional<NodeCertificate> known,
      String nodeId,
      NodeCertificateStatus status) {
    if (known.isPresent()) {
      tx.update(Kinds.NODE_CERTIFICATES, known.get().toBuilder().setStatus(status).build());
    } else {
      tx.create(
          Kinds.NODE_CERTIFICATES,
          NodeCertificate.newBuilder().setId(nodeId).setStatus(status).build());
    }
  }

  private static EventSpec.Builder joined(String nodeId, JoinToken token) {
    String author = "token " + token.getId();
    return EventSpec.newBuilder()
        .setType(EventTypes.AUDIT_CHANGED)
        .setNode(nodeId)
        .setMessage("%s: Join %s".formatted(author, nodeId))
        .setData(
            new EventData()
                .put("author", author)
                .put("role", "")
                .put("call", "Join")
                .put("about", nodeId)
                .build());
  }

  private static StatusRuntimeException denied(String why) {
    return Status.PERMISSION_DENIED.withDescription(why).asRuntimeException();
  }
}

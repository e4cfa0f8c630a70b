package io.entropy.server.access;

import com.linecorp.armeria.common.RequestContext;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.NodeCertificate;
import io.entropy.api.v1.NodeCertificateStatus;
import io.entropy.security.Identity;
import io.entropy.security.Role;
import io.entropy.security.Validity;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Lets a call in or refuses it, by the certificate of its connection and the role that the call
/// needs. The certificate is looked at again for each call: a connection may outlive it. Nothing
/// that the caller writes into its request counts. Any thread.
public final class Gate {
  private final boolean tls;
  private final Store store;
  private final InstantSource clock;
  private final RefusalLog refusals;

  /// A gate of one manager.
  ///
  /// @param tls whether callers have certificates; everybody is `local` otherwise
  public Gate(boolean tls, Store store, InstantSource clock, RefusalLog refusals) {
    this.tls = tls;
    this.store = store;
    this.clock = clock;
    this.refusals = refusals;
  }

  /// Who calls, when they may.
  ///
  /// @param call as it's told
  /// @param needed empty for what nobody may
  /// @throws StatusRuntimeException `UNAUTHENTICATED` or `PERMISSION_DENIED`
  Caller admit(RequestContext context, String call, Optional<Role> needed) {
    if (!tls) {
      return Caller.LOCAL;
    }
    Caller caller = caller(context, call);
    if (needed.isEmpty() || !caller.may(needed.get())) {
      String role = needed.map(Role::word).orElse("no role that there is");
      throw refuse(
          caller,
          call,
          "",
          "it needs the role %s, and %s has the role %s"
              .formatted(role, caller.name(), caller.roleWord()));
    }
    return caller;
  }

  /// A check whether whoever has made a call that goes on would still be let in.
  ///
  /// @param call as it's told
  /// @return throws as [#admit] does
  public Runnable standing(RequestContext context, String call) {
    return () -> {
      if (tls) {
        var _ = caller(context, call);
      }
    };
  }

  /// Whose certificate the connection has, when it holds.
  private Caller caller(RequestContext context, String call) {
    X509Certificate certificate =
        certificate(context)
            .orElseThrow(() -> unauthenticated(Caller.STRANGER, call, "a certificate is needed"));
    Identity identity =
        Identity.of(certificate)
            .orElseThrow(() ->
                unauthenticated(
                    Caller.STRANGER,
                    call,
                    "the certificate's subject isn't one name and one role"));
    Caller caller = Caller.of(identity, certificate);
    if (clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
      throw unauthenticated(caller, call, "the certificate of %s has ended".formatted(identity));
    }
    revocation(caller, certificate)
        .ifPresent(why -> {
          throw refuse(caller, call, "", why);
        });
    return caller;
  }

  /// Why the certificate is refused although it holds; empty when it isn't.
  private Optional<String> revocation(Caller caller, X509Certificate certificate) {
    if (caller.role().filter(Role::isUser).isPresent()) {
      return store
          .view(s -> s.get(Kinds.USERS, caller.name()))
          .map(user -> ProtoTime.fromProto(user.getStatus().getRevoked()))
          .filter(revoked -> !Validity.issued(certificate).isAfter(revoked))
          .map(revoked ->
              "certificates of %s that were issued up to %s are revoked"
                  .formatted(caller.name(), revoked));
    }
    return caller.role().equals(Optional.of(Role.AGENT))
        ? store
            .view(s -> s.get(Kinds.NODE_CERTIFICATES, caller.name()))
            .flatMap(known -> objection(known, caller.serial()))
        : Optional.empty();
  }

  /// Why it isn't taken for the node's.
  private static Optional<String> objection(NodeCertificate known, String serial) {
    NodeCertificateStatus status = known.getStatus();
    if (status.getRevoked()) {
      return Optional.of("node %s is revoked".formatted(known.getId()));
    }
    return serial.equals(status.getSerial()) || serial.equals(status.getPrevious())
        ? Optional.empty()
        : Optional.of("node %s has another certificate by now".formatted(known.getId()));
  }

  /// The caller of this thread's call is that node's agent.
  ///
  /// @throws StatusRuntimeException `PERMISSION_DENIED` when it isn't
  public void requireAgentOf(String nodeId) {
    Act.current()
        .filter(act -> !act.caller().isAgentOf(nodeId))
        .ifPresent(act -> {
          throw refuse(
              act.caller(),
              act.call(),
              nodeId,
              "%s isn't the agent of node %s".formatted(act.caller(), nodeId));
        });
  }

  private StatusRuntimeException refuse(Caller caller, String call, String about, String why) {
    refusals.refused(caller, call, about, why);
    return Status.PERMISSION_DENIED
        .withDescription("%s: %s".formatted(call, why))
        .asRuntimeException();
  }

  private StatusRuntimeException unauthenticated(Caller caller, String call, String why) {
    refusals.refused(caller, call, "", why);
    return Status.UNAUTHENTICATED.withDescription(why).asRuntimeException();
  }

  private static Optional<X509Certificate> certificate(RequestContext context) {
    @Nullable SSLSession session = context.sslSession();
    try {
      return session != null
              && session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }
}

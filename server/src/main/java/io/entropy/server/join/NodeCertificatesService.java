package io.entropy.server.join;

import io.entropy.api.v1.NodeCertificatesGrpc;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.api.v1.RenewRequest;
import io.entropy.server.access.Caller;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// Renews the certificates of agents, each its own.
public final class NodeCertificatesService extends NodeCertificatesGrpc.NodeCertificatesImplBase {
  private final Supplier<Joins> joins;

  /// The service of a manager.
  ///
  /// @param joins those of this manager while it leads; throws otherwise
  public NodeCertificatesService(Supplier<Joins> joins) {
    this.joins = joins;
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<NodeCredentials> to) {
    Caller caller =
        Caller.current()
            .filter(c -> c.role().isPresent())
            .orElseThrow(() ->
                Status.FAILED_PRECONDITION
                    .withDescription("this manager has no TLS: there is nothing to renew")
                    .asRuntimeException());
    to.onNext(joins.get().renew(caller.name(), caller.serial(), request.getSigningRequest()));
    to.onCompleted();
  }
}

package io.entropy.server.join;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.v1.JoinRequest;
import io.entropy.api.v1.JoiningGrpc;
import io.entropy.api.v1.NodeCredentials;
import io.entropy.server.access.RefusalLog;
import io.entropy.server.dispatch.SessionRules;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// What machines without a certificate may ask for: one, for a token. Refusals are audited.
public final class JoiningService extends JoiningGrpc.JoiningImplBase {
  private final Supplier<Joins> joins;
  private final RefusalLog refusals;

  /// The service of a manager.
  ///
  /// @param joins those of this manager while it leads; throws otherwise
  public JoiningService(Supplier<Joins> joins, RefusalLog refusals) {
    this.joins = joins;
    this.refusals = refusals;
  }

  @Override
  public void join(JoinRequest request, StreamObserver<NodeCredentials> to) {
    Joins leaders = joins.get();
    SessionRules.checkNodeId(request.getNodeId());
    try {
      to.onNext(leaders.join(request));
      to.onCompleted();
    } catch (StatusRuntimeException | InvalidInputException e) {
      refusals.stranger("Join", request.getNodeId(), why(e));
      throw e;
    }
  }

  private static String why(RuntimeException e) {
    return String.valueOf(
        e instanceof StatusRuntimeException s ? s.getStatus().getDescription() : e.getMessage());
  }
}

package io.entropy.cli.client;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.ListPoliciesRequest;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/// Loads and links, while the command line is still being read, what a call to a manager needs: by
/// a call to where nobody can listen.
public final class CallWarmUp {
  private static final ManagerAddress NOBODY = new ManagerAddress("127.0.0.1", 0);

  private CallWarmUp() {}

  public static void start() {
    Thread.ofPlatform().daemon().name("warm-up-call").start(CallWarmUp::callNobody);
  }

  private static void callNobody() {
    try {
      var _ =
          ControlGrpc.newBlockingStub(new HttpChannel(NOBODY, Optional.empty()))
              .listPolicies(ListPoliciesRequest.getDefaultInstance());
    } catch (StatusRuntimeException _) {
      // As it has to.
    }
  }
}

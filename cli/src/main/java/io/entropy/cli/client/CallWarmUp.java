package io.entropy.cli.client;

import com.google.protobuf.Duration;
import io.entropy.agent.remote.ManagerAddress;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.ListPoliciesRequest;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;

/// Loads and links, while the command line is still being read and the manager is waited for, what
/// a call needs: by a call to where nobody can listen, and a table that nobody sees.
public final class CallWarmUp {
  private static final ManagerAddress NOBODY = new ManagerAddress("127.0.0.1", 0);

  private CallWarmUp() {}

  public static void start() {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up-call")
        .start(() -> {
          ask();
          show();
        });
  }

  private static void ask() {
    try {
      var _ =
          ControlGrpc.newBlockingStub(new HttpChannel(NOBODY, Optional.empty()))
              .listPolicies(ListPoliciesRequest.getDefaultInstance());
    } catch (StatusRuntimeException _) {
      // As it has to.
    }
  }

  private static void show() {
    FailurePolicySpec.Builder spec =
        FailurePolicySpec.newBuilder()
            .setFailure(Failure.newBuilder().setMode("recv_drop").putParameters("percent", "30"))
            .setFrequency(Duration.newBuilder().setSeconds(1))
            .setProbability(.1);
    var _ =
        Table.lines(Columns.POLICIES, List.of(FailurePolicy.newBuilder().setSpec(spec).build()));
  }
}

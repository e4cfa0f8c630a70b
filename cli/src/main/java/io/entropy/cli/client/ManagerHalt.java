package io.entropy.cli.client;

import io.entropy.api.v1.HaltRequest;
import io.entropy.api.v1.HaltResponse;
import io.entropy.cli.ExitCode;
import io.entropy.cli.ManagerEndpoint;

/// `entropy halt` at a manager: every policy is stopped and every fault of every node reverted.
public final class ManagerHalt {
  private ManagerHalt() {}

  /// The exit code.
  public static int halt(ManagerEndpoint manager) {
    try (ManagerClient client = ManagerClient.of(manager)) {
      HaltRequest why = HaltRequest.newBuilder().setReason("entropy halt").build();
      HaltResponse halted = client.call(control -> control.halt(why));
      System.out.printf(
          "Halted: %d policies stopped, %d faults told to end; nothing starts until 'entropy"
              + " resume'.%n",
          halted.getPoliciesStopped(), halted.getInjectionsEnded());
      return ExitCode.OK;
    }
  }
}

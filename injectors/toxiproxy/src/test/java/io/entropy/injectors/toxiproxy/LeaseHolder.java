package io.entropy.injectors.toxiproxy;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSpec;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import java.time.Duration;

/// The main of a process that makes a toxic and renews its lease until it's killed.
final class LeaseHolder {
  static final Duration LEASE = Duration.ofSeconds(2);

  private LeaseHolder() {}

  public static void main(String[] args) throws Exception {
    Target target =
        Target.newBuilder()
            .setId(args[1])
            .setSpec(TargetSpec.newBuilder().setName(args[1]))
            .build();
    try (InjectorSession session = new InjectorSession(new EngineRuntime())) {
      ActiveFault fault = session.arm(new TimeoutProvider(), target, "server=" + args[0]).fault();
      fault.release(LEASE);
      while (fault.refresh(LEASE) == ActiveFault.Lease.KEPT) {
        Thread.sleep(LEASE.dividedBy(5));
      }
    }
  }
}

package io.entropy.injectors.partition;

import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.ChildJvm;
import io.entropy.injectors.spi.engine.EngineRuntime;
import io.entropy.injectors.spi.engine.InjectorSession;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A process of its own that cuts a container off from another and then waits.
final class CuttingProcess {
  private CuttingProcess() {}

  /// Starts it and waits until the two are cut off.
  static ChildJvm start(TestContainer target, TestContainer peer, Duration lease)
      throws IOException {
    return ChildJvm.start(
        CuttingProcess.class, target.id(), peer.id(), Long.toString(lease.toMillis()));
  }

  /// What runs in the process: ids of target and peer, lease in milliseconds.
  static void main(String[] arguments) throws InjectorException, InterruptedException {
    InjectorSession session = new InjectorSession(new EngineRuntime());
    Started cut =
        session.arm(
            new PartitionProvider(),
            new TestContainer(arguments[0]).target(),
            "",
            List.of(TestPeers.of(new TestContainer(arguments[1]).target())));
    cut.fault().release(Duration.ofMillis(Long.parseLong(arguments[2])));
    ChildJvm.ready();
    Thread.sleep(Duration.ofMinutes(2));
  }
}

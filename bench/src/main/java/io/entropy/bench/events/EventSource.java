package io.entropy.bench.events;

import io.entropy.api.time.SteadyTime;
import io.entropy.bench.platform.BareServer;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.server.Manager;
import io.entropy.server.ManagerOptions;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// A manager with a store in memory, and a bare gRPC server, in a process of its own. Each line
/// says for which of them a [Load] is: events in the manager's log, or messages of the bare
/// server's.
public final class EventSource {
  /// Events of one moment come in one transaction, as those of a tick do.
  private static final int A_TRANSACTION = 50;

  private EventSource() {}

  /// Prints the ports of the two; ends with standard input.
  public static void main(String[] none) throws IOException, InterruptedException {
    SteadyTime clock = SteadyTime.start();
    EventLog log = new EventLog("bench", clock, new SplittableRandom(1));
    ManagerOptions options =
        ManagerOptions.DEFAULT.withListen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    BareStream stream = new BareStream();
    try (Store store = new MemoryStore(clock);
        Manager manager = Manager.start(store, FailureModes.load(), options);
        BareServer bare = BareServer.serving(stream)) {
      System.out.println(manager.address().getPort() + " " + bare.port());
      BufferedReader loads =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = loads.readLine(); line != null; line = loads.readLine()) {
        String[] words = line.split(" ", -1);
        Load load = Load.read(words[1]);
        switch (Server.valueOf(words[0])) {
          case MANAGER -> write(store, log, load);
          case BARE -> stream.send(load);
        }
      }
    }
  }

  private static void write(Store store, EventLog log, Load load) {
    int together = load.perSecond() == 0 ? A_TRANSACTION : 1;
    long start = System.nanoTime();
    for (int i = 0; i < load.events(); i += together) {
      long due = load.await(i, start);
      int count = Math.min(together, load.events() - i);
      store.update(tx -> {
        for (int j = 0; j < count; j++) {
          log.write(tx, Sample.of(due));
        }
        return count;
      });
    }
  }
}

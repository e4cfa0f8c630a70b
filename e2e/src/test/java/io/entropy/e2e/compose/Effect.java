package io.entropy.e2e.compose;

import io.entropy.injectors.network.Traffic;
import java.io.IOException;
import java.time.Duration;

/// A fault and what it alone does: traffic that only this one is about, or the container's process.
///
/// @param parameters as typed
record Effect(String mode, String parameters, Feeler feeler) implements AutoCloseable {

  /// Finds out whether the fault is felt.
  interface Feeler extends AutoCloseable {
    /// Tries it.
    ///
    /// @throws IllegalStateException when something is felt that it doesn't do
    boolean feels() throws Exception;

    @Override
    default void close() throws IOException {}
  }

  boolean isFelt() throws Exception {
    return feeler.feels();
  }

  @Override
  public void close() throws IOException {
    feeler.close();
  }

  /// All packets are lost.
  record Lost(Traffic traffic) implements Feeler {
    private static final int PACKETS = 10;

    @Override
    public boolean feels() throws Exception {
      int arrived = traffic.send(PACKETS);
      if (arrived != 0 && arrived != PACKETS) {
        throw new IllegalStateException(arrived + " of " + PACKETS + " packets arrived");
      }
      return arrived == 0;
    }

    @Override
    public void close() throws IOException {
      traffic.close();
    }
  }

  /// Packets come later than they do by themselves, but all of them come.
  ///
  /// @param least how long the last of them takes, in milliseconds; on a busy machine it may once
  ///   take as long without the fault
  record Late(Traffic traffic, long least) implements Feeler {
    private static final int PACKETS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public boolean feels() throws Exception {
      return Math.min(millis(), millis()) >= least;
    }

    private long millis() throws Exception {
      long begin = System.nanoTime();
      for (int packet = 0; packet < PACKETS; packet++) {
        traffic.sendOne();
      }
      int arrived = 0;
      while (arrived < PACKETS) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IllegalStateException(arrived + " of " + PACKETS + " packets arrived");
        }
        Thread.sleep(1);
        arrived += traffic.receive();
      }
      return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    @Override
    public void close() throws IOException {
      traffic.close();
    }
  }
}

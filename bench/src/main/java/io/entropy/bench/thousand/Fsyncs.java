package io.entropy.bench.thousand;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordingStream;

/// How many fsyncs there were below a folder: the JVM's own count, by JFR. Its events come in a
/// thread of JFR's.
final class Fsyncs implements AutoCloseable {
  private final RecordingStream stream = new RecordingStream();
  private final AtomicLong count = new AtomicLong();

  private Fsyncs(Path folder) {
    stream.enable("jdk.FileForce").withoutThreshold();
    stream.onEvent(
        "jdk.FileForce",
        event -> {
          if (event.getString("path").startsWith(folder.toString())) {
            count.incrementAndGet();
          }
        });
  }

  static Fsyncs below(Path folder) {
    Fsyncs fsyncs = new Fsyncs(folder);
    fsyncs.stream.startAsync();
    return fsyncs;
  }

  /// Ends the counting; how many there were.
  long stop() {
    var _ = stream.stop();
    return count.get();
  }

  @Override
  public void close() {
    stream.close();
  }
}

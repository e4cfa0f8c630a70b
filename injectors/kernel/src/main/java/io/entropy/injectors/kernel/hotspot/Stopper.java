package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.process.Reading;
import java.io.IOException;
import java.time.Duration;

/// Makes one JVM stand still by a real pause of its own, which ends by itself, at the end of its
/// time or its lease, whatever becomes of this process. One thread at a time.
public sealed interface Stopper extends AutoCloseable permits AgentStopper, DumpStopper {
  /// How long a JVM gets to do what it's asked.
  Duration PATIENCE = Duration.ofSeconds(10);

  /// Which files it will need; reads only.
  ///
  /// @param session eight letters or digits
  /// @throws HotSpotException when this JVM can't be made to stand still so
  static AgentFiles plan(JavaProcess jvm, String session, Technique technique)
      throws HotSpotException {
    var obstacle = technique.obstacle(jvm);
    if (obstacle.isPresent()) {
      throw HotSpotException.refused(obstacle.get());
    }
    try {
      return AgentFiles.planned(jvm, session, technique)
          .orElseThrow(() ->
              HotSpotException.refused(
                  technique == Technique.LIBRARY
                      ? "it has no folder that can be written to and allows to execute:"
                          + " mount one (docker run --tmpfs /tmp:exec)"
                      : "it has no folder that can be written to: mount one (docker run --tmpfs"
                          + " /tmp)"));
    } catch (IOException e) {
      throw HotSpotException.failed("it has just ended: " + e.getMessage());
    }
  }

  /// Makes it ready; nothing stands still yet. What it leaves when it fails, [AgentFiles#delete]
  /// removes.
  static Stopper load(JavaProcess jvm, AgentFiles files, String containerId)
      throws HotSpotException, InterruptedException {
    return switch (files.technique()) {
      case LIBRARY, JAVA_AGENT -> AgentStopper.load(jvm, files);
      case HEAP_DUMP -> DumpStopper.load(jvm, files, containerId);
    };
  }

  /// Makes it stand still for that time, but not beyond the lease.
  ///
  /// @param lease by [System#nanoTime]
  /// @param time in nanoseconds
  Reading stop(long lease, long time) throws HotSpotException;

  /// Shifts the end of the pause, unless it's over: `LOST`.
  Reading keep(long end) throws HotSpotException;

  /// Lets it go on, and waits for that.
  Reading resume() throws HotSpotException;

  /// Whether it stands; it does no more when it has ended.
  Reading read() throws HotSpotException;

  /// Lets it go on and takes the files away.
  @Override
  void close();
}

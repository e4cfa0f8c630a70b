package io.entropy.server.handshake;

import io.entropy.server.access.RefusalLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The record of connections that failed: counted each, told as [RefusalLog] bounds it. Any thread.
public final class HandshakeLog {
  private final Map<HandshakeFailure, Long> counts = new ConcurrentHashMap<>();
  private final RefusalLog refusals;

  public HandshakeLog(RefusalLog refusals) {
    this.refusals = refusals;
  }

  /// How many failed so since the start.
  public long count(HandshakeFailure why) {
    return counts.getOrDefault(why, 0L);
  }

  /// One failed. Doesn't wait.
  void failed(String address, Throwable failure) {
    Diagnosis diagnosis = Diagnosis.of(failure);
    counts.merge(diagnosis.why(), 1L, Long::sum);
    if (diagnosis.why() != HandshakeFailure.ABANDONED) {
      refusals.connection(new RefusedConnection(address, diagnosis.why()), diagnosis.subject());
    }
  }
}

package io.entropy.bench.events;

import io.entropy.api.v1.EventSpec;
import io.entropy.policymanager.event.EventData;

/// What is sent: as large as the event of a fault that has been verified, and with its time in it.
final class Sample {
  static final String TYPE = "bench.sample";

  private Sample() {}

  /// One that was due then.
  static EventSpec.Builder of(long due) {
    return EventSpec.newBuilder()
        .setType(TYPE)
        .setPolicy("0192f1c0a7c44b3e")
        .setInjection(Long.toString(due))
        .setTarget("c0ffee".repeat(10) + "c0ff")
        .setTargetName("election_voter1_1")
        .setNode("node-1")
        .setMessage("recv_drop on election_voter1_1 is in force")
        .setData(
            new EventData()
                .put("mode", "recv_drop")
                .put("tick", 17L)
                .put("state", "running")
                .put("mechanism", "nftables input")
                .put("followed", 0L)
                .build());
  }

  static long due(EventSpec sample) {
    return Long.parseLong(sample.getInjection());
  }
}

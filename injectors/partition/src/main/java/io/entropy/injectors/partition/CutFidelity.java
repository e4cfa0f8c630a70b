package io.entropy.injectors.partition;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Measurement;
import io.entropy.api.v1.Peer;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Direction;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/// The cut that was asked against what the kernel's counters say. Pure.
final class CutFidelity {
  private static final Counters NONE = new Counters(0, 0, 0, 0);

  private CutFidelity() {}

  static Fidelity of(Way way, Peers peers, Map<Direction, Counters> counters) {
    long seen = sum(counters.values(), Counters::seenPackets);
    long dropped = sum(counters.values(), Counters::droppedPackets);
    long sent = counters.getOrDefault(Direction.SEND, NONE).droppedPackets();
    long received = counters.getOrDefault(Direction.RECEIVE, NONE).droppedPackets();
    return Fidelity.newBuilder()
        .setAsked("cut off from %s, %s".formatted(Peers.names(peers.all()), way.words()))
        .setAchieved(achieved(peers, seen, sent, received))
        .addMeasurements(measurement("pairs_cut", peers.cut().size(), "pairs"))
        .addMeasurements(measurement("pairs_partly_cut", peers.partly().size(), "pairs"))
        .addMeasurements(measurement("pairs_unknown", peers.unknown().size(), "pairs"))
        .addMeasurements(measurement("packets_seen", seen, "packets"))
        .addMeasurements(measurement("packets_dropped", dropped, "packets"))
        .addMeasurements(measurement("sent_packets_dropped", sent, "packets"))
        .addMeasurements(measurement("received_packets_dropped", received, "packets"))
        .addMeasurements(
            measurement("bytes_dropped", sum(counters.values(), Counters::droppedBytes), "bytes"))
        .setVerdict(verdict(peers, seen, dropped))
        .build();
  }

  private static long sum(Collection<Counters> counters, ToLongFunction<Counters> of) {
    return counters.stream().mapToLong(of).sum();
  }

  private static String achieved(Peers peers, long seen, long sent, long received) {
    String packets =
        seen == 0
            ? "no packet came by"
            : "%d packets sent and %d received were dropped".formatted(sent, received);
    StringJoiner all = new StringJoiner("; ").add(packets);
    for (Peer peer : peers.partly()) {
      all.add(
          "what reaches %s at %s isn't cut"
              .formatted(peer.getName(), String.join(" or ", peer.getHiddenBehindList())));
    }
    if (!peers.unknown().isEmpty()) {
      all.add(
          "whether it reaches %s another way isn't known: they share no network"
              .formatted(Peers.names(peers.unknown())));
    }
    return all.toString();
  }

  /// As asked only if every pair is known to be cut.
  private static Verdict verdict(Peers peers, long seen, long dropped) {
    if (dropped < seen) {
      return Verdict.DIFFERS;
    }
    boolean allCut = peers.cut().size() == peers.all().size();
    return seen > 0 && allCut ? Verdict.AS_ASKED : Verdict.INCONCLUSIVE;
  }

  private static Measurement measurement(String name, long value, String unit) {
    return Measurement.newBuilder().setName(name).setValue((double) value).setUnit(unit).build();
  }
}

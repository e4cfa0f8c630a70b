package io.entropy.injectors.kernel.tc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Faults that a packet may meet together, and what a class does for them: all that one emulator
/// and one rate can. Of two that contradict each other, what came last counts.
final class Combination {
  /// Bytes of a packet of middling size.
  private static final long PACKET = 512;

  private final List<Lane> lanes;
  private final List<Lane> served = new ArrayList<>();
  private Optional<Limit> limit = Optional.empty();
  private Optional<Netem> netem = Optional.empty();

  static Combination alone(Lane lane) {
    return new Combination(List.of(lane));
  }

  /// @param lanes in any order
  Combination(List<Lane> lanes) {
    this.lanes = lanes.stream().sorted(Comparator.comparingInt(Lane::fault).reversed()).toList();
    this.lanes.forEach(this::take);
  }

  private void take(Lane lane) {
    switch (lane.lead().treatment()) {
      case Limit asked -> {
        if (limit.isEmpty()) {
          limit = Optional.of(asked);
          served.add(lane);
        }
      }
      case Netem asked -> {
        Optional<Netem> both =
            netem.isEmpty() ? Optional.of(asked) : InSeries.of(netem.get(), asked);
        // One that duplicates stands alone at its device, in a class of its own.
        if (both.isPresent() && (lanes.size() == 1 || !asked.duplicates())) {
          netem = both;
          served.add(lane);
        }
      }
    }
  }

  int size() {
    return lanes.size();
  }

  /// The number of its class.
  int minor() {
    return lanes.stream().mapToInt(Lane::bit).sum();
  }

  Optional<Limit> limit() {
    return limit;
  }

  Optional<Netem> netem() {
    return netem;
  }

  /// How many packets may be in its emulator, those included that wait for their turn at the rate:
  /// of an emulator the kernel counts packets, not bytes.
  int queue() {
    return limit
        .map(l ->
            l.queue() + l.rate() * netem.map(n -> n.delay().time().toMillis()).orElse(0L) / 1000)
        .map(bytes -> Math.clamp(bytes / PACKET, 1, Netem.MOST_PACKETS))
        .orElse(Netem.MOST_PACKETS);
  }

  boolean serves(Lane lane) {
    return served.contains(lane);
  }

  boolean mayBeMetWith(Lane other) {
    return lanes.stream().allMatch(lane -> lane.lead().mayMeet(other.lead()));
  }

  Combination with(Lane other) {
    List<Lane> all = new ArrayList<>(lanes);
    all.add(other);
    return new Combination(all);
  }

  /// What of its class is one fault's: not what was lost for the others' sake.
  ClassReading share(Lane lane, ClassReading reading) {
    boolean others = !lane.lead().loses() && served.stream().anyMatch(s -> s.lead().loses());
    return others ? reading.lostForOthers() : reading;
  }

  /// Has those that stay when one goes keep what they had of its class.
  void keep(ClassReading reading, Lane going) {
    served.stream().filter(lane -> lane != going).forEach(l -> l.keep(share(l, reading)));
  }
}

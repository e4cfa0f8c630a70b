package io.entropy.bench.loss;

import io.entropy.bench.Bench;
import io.entropy.bench.fault.Faults;
import io.entropy.bench.fault.Injected;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Fit;
import io.entropy.bench.measure.Report;
import io.entropy.bench.traffic.Numbered;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The losses of `recv_drop model=…`, packet by packet as the receiver misses them, against the
/// theory of their Markov chains.
public final class ModelBench implements Bench {
  private static final int PACKETS = 60_000;
  private static final int PER_SECOND = 20_000;
  private static final Duration LEASE = Duration.ofSeconds(60);

  /// Successive packets that are looked at together.
  private static final int WINDOW = 4;

  /// From one window to the next: by then a chain has forgotten where it was, so that windows are
  /// independent, as χ² has them.
  private static final int APART = 24;

  private record Model(String name, Map<String, Double> percent) {
    Chain chain() {
      return name.equals("state") ? Chain.fourState(percent) : Chain.gilbertElliott(percent);
    }

    @Override
    public String toString() {
      StringBuilder words = new StringBuilder(name);
      new TreeMap<>(percent)
          .forEach(
              (key, value) -> words.append(String.format(Locale.ROOT, " %s=%.0f", key, value)));
      return words.toString();
    }
  }

  private static final List<Model> MODELS =
      List.of(
          new Model("gemodel", Map.of("p", 5.0, "r", 40.0)),
          new Model("gemodel", Map.of("p", 10.0, "r", 30.0, "h", 40.0, "k", 98.0)),
          new Model("state", Map.of("p13", 5.0, "p31", 40.0)),
          new Model(
              "state", Map.of("p13", 5.0, "p31", 30.0, "p32", 20.0, "p23", 50.0, "p14", 3.0)));

  @Override
  public String name() {
    return "models";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report =
        new Report(
            "models: which of %,d packets are lost, against theory".formatted(PACKETS),
            List.of("", "lost", "theory", "mean run", "theory", "patterns of 4", "p", "n", ""));
    Container target = bench.container();
    Container peer = bench.container();
    int held = 0;
    try (Faults faults = Faults.open();
        Numbered packets = LossBench.between(peer, target)) {
      for (Model model : MODELS) {
        held += row(report, model, arrived(faults, target, model, packets));
      }
    }
    return report
        .note("patterns: of 4 successive packets each 24, which of them the receiver misses")
        .verdict(
            held == MODELS.size(), "p ≥ " + Fit.REFUSED, "%d of %d".formatted(held, MODELS.size()));
  }

  private static BitSet arrived(Faults faults, Container target, Model model, Numbered packets)
      throws Exception {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "model", model.name, "protocol", "udp", "dport", Integer.toString(packets.port())));
    model.percent.forEach(
        (key, value) -> parameters.put(key, String.format(Locale.ROOT, "%.0f", value)));
    try (Injected _ = faults.arm(target.id(), "recv_drop", parameters).release(LEASE)) {
      return packets.send(PACKETS, PER_SECOND);
    }
  }

  /// 1 when the theory holds.
  private static int row(Report report, Model model, BitSet arrived) {
    Chain chain = model.chain();
    double[] one = chain.patterns(1);
    // Lost after one that wasn't: a run begins.
    double begins = chain.patterns(2)[0b10];
    int lost = PACKETS - arrived.cardinality();
    Fit fit = Fit.chiSquare(chain.patterns(WINDOW), windows(arrived));
    report.cells(
        model.toString(),
        String.format(Locale.ROOT, "%.2f%%", 100.0 * lost / PACKETS),
        String.format(Locale.ROOT, "%.2f%%", 100 * one[1]),
        String.format(Locale.ROOT, "%.3f", (double) lost / runs(arrived)),
        String.format(Locale.ROOT, "%.3f", one[1] / begins),
        fit.test(),
        fit.pText(),
        Integer.toString(PACKETS / APART),
        fit.holds() ? "" : "NOT as theory says");
    return fit.holds() ? 1 : 0;
  }

  private static long[] windows(BitSet arrived) {
    long[] counts = new long[1 << WINDOW];
    for (int from = 0; from + APART <= PACKETS; from += APART) {
      int pattern = 0;
      for (int i = 0; i < WINDOW; i++) {
        // The last of each: the first is found in the state that a fault begins in.
        pattern |= arrived.get(from + APART - WINDOW + i) ? 0 : 1 << i;
      }
      counts[pattern]++;
    }
    return counts;
  }

  private static int runs(BitSet arrived) {
    int runs = 0;
    for (int i = 1; i < PACKETS; i++) {
      runs += arrived.get(i - 1) && !arrived.get(i) ? 1 : 0;
    }
    return runs;
  }
}

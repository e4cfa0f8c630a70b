package io.entropy.bench.thousand;

import static io.entropy.bench.measure.Report.times;

import io.entropy.agent.journal.StateDir;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.TargetSelector;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.cli.standalone.Standalone;
import io.entropy.injectors.kernel.fault.Stray;
import io.entropy.injectors.kernel.fault.Strays;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A thousand network namespaces hit by one tick: how long until all faults are active and read
/// back, and how long until all are reverted.
public final class ThousandBench implements Bench {
  private static final int NAMESPACES = 1_000;
  private static final int TICKS = 5;
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "thousand";
  }

  /// The ticks' times. The first is of a cold JVM.
  private record Times(
      Samples commit, Samples firstActive, Samples active, Samples reverted, Samples kernel) {
    static Times none() {
      return new Times(new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
    }
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Path folder = bench.folder("thousand");
    Times cold = Times.none();
    Times warm = Times.none();
    long fsyncs;
    try (Namespaces namespaces = Namespaces.make(NAMESPACES);
        Standalone process = standalone(namespaces, folder);
        Fsyncs counted = Fsyncs.below(folder)) {
      process.start();
      tick(process, namespaces.all(), cold);
      for (int i = 0; i < TICKS; i++) {
        tick(process, namespaces.all(), warm);
      }
      fsyncs = counted.stop();
    }
    return report(cold, warm, (double) fsyncs / (1 + TICKS));
  }

  /// Manager and agent as `entropy run` has them, on namespaces instead of an engine.
  private static Standalone standalone(Namespaces namespaces, Path folder) {
    return Standalone.on(
        new NamespaceRuntime(namespaces.pids()), FailureModes.load(), new StateDir(folder));
  }

  private static void tick(Standalone process, List<NetworkNamespace> namespaces, Times times)
      throws Exception {
    try (Timeline timeline = Timeline.of(process.store())) {
      String policy = process.policies().create(policy()).getId();
      long start = System.nanoTime();
      var _ = process.policies().start(policy);
      long active = timeline.awaitActive(NAMESPACES, AT_MOST);
      requireActive(namespaces, NAMESPACES);
      long stop = System.nanoTime();
      process.policies().remove(policy);
      long over = timeline.awaitOver(NAMESPACES, AT_MOST);
      requireActive(namespaces, 0);
      times.commit.add(timeline.committed() - start);
      times.firstActive.add(timeline.firstActive() - timeline.committed());
      times.active.add(active - timeline.committed());
      times.reverted.add(over - stop);
    }
    times.kernel.add(BareKernel.time(namespaces));
    requireActive(namespaces, 0);
  }

  /// One tick for certain: the next one is far away.
  private static FailurePolicySpec policy() {
    return FailurePolicySpec.newBuilder()
        .setName("thousand")
        .setTarget(
            TargetSelector.newBuilder()
                .addRequirements(
                    Requirement.newBuilder()
                        .setKey(NamespaceRuntime.LABEL)
                        .setOperator(Requirement.Operator.EXISTS)))
        .setFailure(Failure.newBuilder().setMode("recv_drop"))
        .setFrequency(ProtoTime.toProto(Duration.ofHours(1)))
        .setProbability(1)
        .build();
  }

  /// Asks the kernel itself, in each namespace.
  private static void requireActive(List<NetworkNamespace> namespaces, int expected)
      throws IOException {
    long tables = 0;
    long active = 0;
    for (NetworkNamespace namespace : namespaces) {
      List<Stray> found = Strays.list(namespace);
      tables += found.size();
      active += found.stream().filter(Stray::active).count();
    }
    if (tables != expected || active != expected) {
      throw new IOException(
          "the kernel has %d tables, %d of them active, instead of %d"
              .formatted(tables, active, expected));
    }
  }

  private static Report report(Times cold, Times warm, double fsyncs) {
    return new Report("thousand: 1,000 network namespaces hit by one tick", Unit.MILLIS)
        .row(
            "first tick (cold): commit → all active",
            cold.active,
            times(cold.active.over(cold.kernel)) + " the bare kernel")
        .row("                   stop → all reverted", cold.reverted)
        .row("later ticks: start → tick's commit", warm.commit)
        .row("             commit → first active", warm.firstActive)
        .row(
            "             commit → all active",
            warm.active,
            times(warm.active.over(warm.kernel)) + " the bare kernel")
        .row("             stop → all reverted", warm.reverted)
        .row("bare kernel: all active", warm.kernel, "no store, journal, reading back")
        .note(
            "active: running and read back, as the store's watch tells; checked in all 1,000 in the kernel")
        .note(
            "fsyncs a tick: %.0f for 1,000 undo records before and 1,000 done records after"
                .formatted(fsyncs));
  }
}

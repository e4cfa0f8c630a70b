package io.entropy.bench.tick;

import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.NetworkMode;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.api.v1.TargetSpec;
import io.entropy.api.v1.TargetStatus;
import io.entropy.api.v1.TargetStatus.Health;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Samples;
import io.entropy.bench.measure.Unit;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.policymanager.policy.PolicyController;
import io.entropy.policymanager.target.TargetRecorder;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A hundred policies that roll each second for each of 100,000 containers, in one thread: what a
/// tick takes that hits one container in a million, and the first one, which finds out whom the
/// policies mean. They mean the same, so that's found out once.
public final class TickBench implements Bench {
  private static final int TARGETS = 100_000;
  private static final int POLICIES = 100;
  private static final int TICKS = 30;
  private static final double PROBABILITY = 1e-6;
  private static final double ROLLS_PER_SECOND = 20e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String NODE = "node";

  @Override
  public String name() {
    return "tick";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Instant[] now = {start};
    InstantSource clock = () -> now[0];
    FailureModes modes = FailureModes.load();
    EventLog log = new EventLog("bench", clock, new SplittableRandom(1));
    Samples first = new Samples();
    Samples later = new Samples();
    Samples cpu = new Samples();
    try (Store store = new MemoryStore(clock)) {
      new TargetRecorder(store).complete(NODE, targets());
      PolicyControl control = new PolicyControl(store, modes, clock, new SplittableRandom(2), log);
      for (int i = 0; i < POLICIES; i++) {
        FailurePolicy _ = control.start(control.create(policy(i)).getId());
      }
      PolicyController controller = new PolicyController(store, modes, log);
      for (int tick = 0; tick < TICKS; tick++) {
        long began = System.nanoTime();
        long used = THREADS.getCurrentThreadCpuTime();
        Instant _ = controller.tick(now[0]);
        cpu.add(THREADS.getCurrentThreadCpuTime() - used);
        (tick == 0 ? first : later).add(System.nanoTime() - began);
        now[0] = now[0].plus(Duration.ofSeconds(1));
      }
    }
    double perSecond = (double) TARGETS * POLICIES / (cpu.median() / 1e9);
    String rolls = String.format(Locale.ROOT, "%,.1f M/s", perSecond / 1e6);
    return new Report(
            String.format(
                Locale.ROOT, "tick: %,d targets × %,d policies, one thread", TARGETS, POLICIES),
            Unit.MILLIS)
        .row("first tick: whom the policies mean", first)
        .row("later ticks", later)
        .row(
            "CPU time of each tick's thread", cpu, rolls + " rolls, whatever else the machine does")
        .verdict(perSecond >= ROLLS_PER_SECOND, "≥ 20 M rolls/s a core", rolls);
  }

  private static FailurePolicySpec policy(int number) {
    return FailurePolicySpec.newBuilder()
        .setName("policy-" + number)
        .setSeed(number)
        .setProbability(PROBABILITY)
        .setFrequency(ProtoTime.toProto(Duration.ofSeconds(1)))
        .setFailure(Failure.newBuilder().setMode("recv_drop").putParameters("percent", "" + number))
        .setTarget(
            TargetSelector.newBuilder()
                .addRequirements(
                    Requirement.newBuilder()
                        .setKey("servicename")
                        .setOperator(Requirement.Operator.EQUALS)
                        .addValues("voter")))
        .build();
  }

  private static List<Target> targets() {
    return IntStream.range(0, TARGETS).mapToObj(TickBench::target).toList();
  }

  private static Target target(int number) {
    String name = "voter-" + number;
    return Target.newBuilder()
        .setId("%064x".formatted(number))
        .setSpec(
            TargetSpec.newBuilder()
                .setNodeId(NODE)
                .setName(name)
                .setKey(name)
                .putLabels("servicename", "voter"))
        .setStatus(
            TargetStatus.newBuilder()
                .setState(State.RUNNING)
                .setHealth(Health.NONE)
                .setPid(1 + number)
                .setNetworkMode(NetworkMode.OWN))
        .build();
  }
}

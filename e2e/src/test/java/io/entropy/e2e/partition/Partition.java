package io.entropy.e2e.partition;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.selector.Selectors;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Failure;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.policy.DryRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One partition of a project's containers, with a seed of which it's known who is cut off from
/// whom.
///
/// @param cut the containers that each container is cut off from, by name
record Partition(String selector, String shape, long seed, Map<String, List<String>> cut) {
  private static final String NAME = "part";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long SEEDS = 1_000;

  /// With the first seed that makes it so, as a dry run tells.
  static Partition where(String selector, String shape, Predicate<Map<String, List<String>>> holds)
      throws Exception {
    List<Target> targets;
    try (DockerRuntime engine = DockerRuntime.open(EngineEndpoint.of(null, Map.of()))) {
      targets = engine.list();
    }
    DryRun dry = new DryRun(FailureModes.load());
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, List<String>> cut = new TreeMap<>();
      for (DryRun.Item item : dry.run(spec(selector, shape, seed), targets, 1).items()) {
        if (item instanceof DryRun.Fault fault) {
          cut.put(fault.targetName(), fault.peers());
        }
      }
      if (holds.test(cut)) {
        return new Partition(selector, shape, seed, cut);
      }
    }
    throw new AssertionError("no seed below " + SEEDS + " does it");
  }

  private static FailurePolicySpec spec(String selector, String shape, long seed) throws Exception {
    return FailurePolicySpec.newBuilder()
        .setName(NAME)
        .setSeed(seed)
        .setProbability(1)
        .setFrequency(ProtoTime.toProto(LONG))
        .setTarget(TargetSelector.newBuilder().addAllRequirements(Selectors.read(selector)))
        .setFailure(Failure.newBuilder().setMode("partition").putParameters("shape", shape))
        .build();
  }

  /// Makes it, until the process is told to end.
  EntropyProcess start(Path stateDir) throws Exception {
    EntropyProcess process =
        EntropyProcess.start(
            stateDir,
            "run",
            "-v",
            "-o",
            "json",
            "--name",
            NAME,
            "--seed",
            Long.toString(seed),
            "-p",
            "1",
            "-f",
            LONG.toSeconds() + "s",
            "-t",
            selector,
            "partition",
            "shape=" + shape);
    for (int part = 0; part < cut.size(); part++) {
      int wanted = part + 1;
      while (process.out().stream().filter(Partition::isVerified).count() < wanted) {
        if (!process.isAlive()) {
          throw new AssertionError(process.everything());
        }
        Thread.sleep(Duration.ofMillis(10));
      }
    }
    return process;
  }

  private static boolean isVerified(String line) {
    return line.contains("\"io.entropy.injection.verified\"");
  }
}

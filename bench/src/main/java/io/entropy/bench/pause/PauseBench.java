package io.entropy.bench.pause;

import io.entropy.agent.runtime.DockerRuntime;
import io.entropy.agent.runtime.EngineEndpoint;
import io.entropy.api.v1.Target;
import io.entropy.bench.Bench;
import io.entropy.bench.host.Container;
import io.entropy.bench.host.Workbench;
import io.entropy.bench.measure.Report;
import io.entropy.bench.measure.Unit;
import io.entropy.injectors.spi.InjectorContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How far `pause` and `gc_pause` are off what was asked, by what stood still: the kernel's
/// freezer, the stopped processes, the engine, the JVM's agent.
public final class PauseBench implements Bench {
  private static final int ROUNDS = 15;
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final List<Duration> ASKED =
      List.of(Duration.ofMillis(100), Duration.ofSeconds(1));

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public Report run(Workbench bench) throws Exception {
    Report report = new Report("pause: how far it is off what was asked", Unit.MILLIS);
    Container sleeper = bench.container();
    int asAsked = 0;
    int made = 0;
    try (DockerRuntime runtime = DockerRuntime.open(EngineEndpoint.of(null, System.getenv()));
        InjectorContext context = new InjectorContext("be4cbe4c", runtime);
        Jvm jvm = Jvm.start(bench)) {
      Target sleeping = runtime.inspect(sleeper.id()).orElseThrow();
      Target java = runtime.inspect(jvm.id()).orElseThrow();
      for (Duration asked : ASKED) {
        for (String method : List.of("freezer", "sigstop", "docker")) {
          Pauses pauses = new Pauses(context, sleeping, "pause", Map.of("method", method));
          asAsked += rounds(report, "pause " + method, pauses, asked, asked);
          made += ROUNDS;
        }
        Pauses pauses =
            new Pauses(context, java, "gc_pause", Map.of("time", asked.toMillis() + "ms"));
        asAsked += rounds(report, "gc_pause jvmti", pauses, asked, LEASE);
        made += ROUNDS;
      }
    }
    return report
        .note("in between: from the order until everything stands still")
        .verdict(asAsked == made, "within 10 ms or 5 %", asAsked + " of " + made + " pauses");
  }

  /// How many were as asked.
  private static int rounds(
      Report report, String what, Pauses pauses, Duration asked, Duration lease) throws Exception {
    boolean _ = pauses.make(lease, asked); // not measured
    pauses.forget();
    int asAsked = 0;
    for (int i = 0; i < ROUNDS; i++) {
      asAsked += pauses.make(lease, asked) ? 1 : 0;
    }
    Report _ =
        report
            .row("%s, %d ms".formatted(what, asked.toMillis()), pauses.errors())
            .row("  begin", pauses.begins());
    return asAsked;
  }
}

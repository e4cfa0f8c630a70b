package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.text.DurationRange;
import io.entropy.injectors.kernel.hotspot.Technique;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The declaration of `gc_pause`.
final class GcPauseMode {
  static final Parameter<Duration> TIME =
      Parameter.required(
          "time",
          ValueType.duration(DurationRange.between(Duration.ofMillis(1), Duration.ofMinutes(10))),
          "How long the pause is, from when all threads stand still.");
  static final Parameter<Method> METHOD =
      Parameter.withDefault(
          "method",
          ValueType.choice(Method.class),
          "jvmti",
          "`jvmti` lengthens a collection of the JVM itself, the best where it can be; `agent` and"
              + " `heapdump` hold up a safepoint; `freezer` freezes the whole container.");

  static final FailureMode MODE =
      new FailureMode(
          "gc_pause",
          List.of(),
          "Makes a JVM stop the world, as a long garbage collection does.",
          Layer.CONTAINER,
          List.of(TIME, METHOD),
          List.of(),
          """
          One pause an injection, which ends by itself after `time`, or earlier with the injection or
          its lease. The pause is a real one of the JVM: it stands in its own safepoint log and
          counters, and is checked against them. HotSpot only, every collector.
          `jvmti` (JDK 8 and later): a library of some kilobytes, for glibc and musl, is attached to
          the JVM, asks for a full collection and lengthens it; with G1 the pause is in the GC log as
          well. What is asked for is the whole pause, with the collection's own work, which isn't cut
          short: a `time` below what a full collection takes can't be had.
          `agent` (JDK 22 and later, with java.instrument): a Java agent holds up the safepoint that a
          collection needs. It takes no library, so also a JVM whose folders forbid to execute.
          `heapdump` (JDK 17 and later): a dump of the heap goes into a pipe that nobody reads. It
          loads no code, so also where -XX:-EnableDynamicAgentLoading forbids that. The pause is longer
          by what the JVM takes to break the dump off. Only for those who ask for it: what holds the
          pipe is a watchdog process, and its end, whatever ends it, is the end of the pause.
          What was loaded stays so, idle, until the JVM ends; JDK 21 and later warn of it on their
          standard error, JDK 24 and later of `agent`'s native access. The files in the target's file
          system are deleted with the injection.
          Another process than a JVM is refused before anything is sent to it; so is a JVM that is too
          old or can't be attached to, with what would help and which methods would do.
          `method=freezer` works with every process.
          """);

  private GcPauseMode() {}

  enum Method {
    JVMTI,
    AGENT,
    HEAPDUMP,
    FREEZER;

    /// Empty for what isn't a pause of the JVM's own.
    Optional<Technique> technique() {
      return switch (this) {
        case JVMTI -> Optional.of(Technique.LIBRARY);
        case AGENT -> Optional.of(Technique.JAVA_AGENT);
        case HEAPDUMP -> Optional.of(Technique.HEAP_DUMP);
        case FREEZER -> Optional.empty();
      };
    }

    /// As it's typed.
    String typed() {
      return "method=" + name().toLowerCase(Locale.ROOT);
    }
  }
}

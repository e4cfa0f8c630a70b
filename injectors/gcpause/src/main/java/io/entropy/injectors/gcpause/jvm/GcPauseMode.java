package io.entropy.injectors.gcpause.jvm;

import io.entropy.api.text.DurationRange;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.time.Duration;
import java.util.List;

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
          "`jvmti` lengthens a collection of the JVM itself; `freezer` freezes the whole"
              + " container.");

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
          its lease. HotSpot only, JDK 8 and later, every collector. An agent of ours (a JVMTI library
          of some kilobytes, for glibc and musl) is attached to the JVM, asks for a full collection
          and lengthens it: the pause stands in the JVM's own safepoint log and counters, and with G1
          in its GC log as well. What is asked for is the whole pause, with the collection's own work,
          which isn't cut short: a `time` below what a full collection takes can't be had.
          The library stays loaded, idle, until the JVM ends; JDK 21 and later warn of it once on
          their standard error. Two files in the target's file system are deleted with the injection.
          Another process than a JVM is refused before anything is sent to it; so is a JVM that can't
          be attached to, with what would help. `method=freezer` works with every process.
          """);

  private GcPauseMode() {}

  enum Method {
    JVMTI,
    FREEZER
  }
}

package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.process.NativeProgram;
import io.entropy.injectors.kernel.process.Watchdog;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a JVM is made to stand still by a pause of its own.
public enum Technique {
  /// A library lengthens a collection (JVMTI). Every collector, JDK 8 and later.
  LIBRARY("JVMTI agent"),
  /// A Java agent holds up a safepoint: [StandstillAgent].
  JAVA_AGENT("Java agent"),
  /// A heap dump goes into a pipe that nobody reads. Loads nothing into the JVM.
  HEAP_DUMP("heap dump into a pipe");

  /// With `Linker.Option.critical` (JEP 454).
  private static final int CRITICAL_CALLS = 22;

  /// With `GC.heap_dump -overwrite` (JDK-8267666), without which a file must not be there before.
  private static final int OVERWRITING_DUMPS = 17;

  private final String label;

  Technique(String label) {
    this.label = label;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// Why a JVM can't be made to stand still so, in words that say what would help; empty when it
  /// can. Reads only.
  public Optional<String> obstacle(JavaProcess jvm) {
    return jvm.obstacle()
        .or(() ->
            switch (this) {
              case LIBRARY -> loading(jvm);
              case JAVA_AGENT -> loading(jvm).or(() -> javaAgent(jvm));
              case HEAP_DUMP -> tooOld(jvm, OVERWRITING_DUMPS);
            })
        .or(() ->
            isBuilt()
                ? Optional.empty()
                : Optional.of("what it takes isn't built for " + NativeProgram.architecture()));
  }

  /// Whether there is what it takes for this machine's architecture.
  public boolean isBuilt() {
    return switch (this) {
      case LIBRARY -> AgentFiles.hasLibrary();
      case JAVA_AGENT -> true;
      case HEAP_DUMP -> Watchdog.isBuilt();
    };
  }

  private static Optional<String> loading(JavaProcess jvm) {
    return jvm.options().contains("-XX:-EnableDynamicAgentLoading")
        ? Optional.of("it runs with -XX:-EnableDynamicAgentLoading: start it without")
        : Optional.empty();
  }

  private static Optional<String> javaAgent(JavaProcess jvm) {
    return tooOld(jvm, CRITICAL_CALLS)
        .or(() ->
            Files.exists(jvm.reach(jvm.home() + "/lib/libinstrument.so"))
                ? Optional.empty()
                : Optional.of(
                    "its Java runtime has no module java.instrument: link it in (jlink"
                        + " --add-modules java.instrument)"))
        .or(() -> deniesNativeAccess(jvm.options()));
  }

  private static Optional<String> deniesNativeAccess(List<String> options) {
    int at = options.indexOf("--illegal-native-access");
    return at >= 0 && at + 1 < options.size() && options.get(at + 1).equals("deny")
        ? Optional.of("it runs with --illegal-native-access=deny: start it without")
        : Optional.empty();
  }

  private static Optional<String> tooOld(JavaProcess jvm, int least) {
    OptionalInt version = jvm.version();
    if (version.isEmpty()) {
      return Optional.of(
          "of which version it is can't be told: %s/release doesn't say so".formatted(jvm.home()));
    }
    return version.getAsInt() >= least
        ? Optional.empty()
        : Optional.of(
            "it's a JVM of Java %d, and this takes %d or later"
                .formatted(version.getAsInt(), least));
  }
}

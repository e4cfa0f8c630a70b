package io.entropy.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The module table of docs/architecture.md: who may import whom.
class ModuleTableTest {

  /// Package prefix of a module → prefixes it may import besides itself.
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          module("api"),
          module("store", "api"),
          module("security", "api"),
          module("injectors.spi", "api"),
          module("injectors.kernel"),
          module("injectors.network", "api", "injectors.spi", "injectors.kernel"),
          networkFamily("drop"),
          module(
              "injectors.latency",
              "api",
              "injectors.spi",
              "injectors.kernel",
              "injectors.network",
              "injectors.toxiproxy"),
          networkFamily("rate"),
          networkFamily("partition"),
          family("gcpause"),
          family("lifecycle"),
          family("stress"),
          family("toxiproxy"),
          module("policymanager", "api", "store", "injectors.spi"),
          module("agent", "api", "security", "injectors.spi"),
          module("proxy"),
          module("server", "api", "store", "security", "policymanager", "injectors.spi"),
          module(
              "cli",
              "api",
              "store",
              "security",
              "policymanager",
              "agent",
              "server",
              "proxy",
              "injectors.spi"),
          module("electiondemo"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.entropy");

  @Test
  void everyClassBelongsToAModuleOfTheTable() {
    assertThat(CLASSES)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(module(c)).as(c.getName()).isPresent());
    assertThat(CLASSES.stream().map(c -> module(c).orElseThrow()).distinct())
        .as("modules whose classes were found")
        .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
  }

  @Test
  void modulesImportOnlyWhatTheTableAllows() {
    TreeSet<String> forbidden = new TreeSet<>();
    for (JavaClass c : CLASSES) {
      String from = module(c).orElseThrow();
      for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
        module(dependency.getTargetClass())
            .filter(
                to -> !to.equals(from) && !MAY_IMPORT.getOrDefault(from, List.of()).contains(to))
            .ifPresent(to -> forbidden.add(c.getName() + " imports " + to));
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void theVictimKnowsNothingOfEntropy() {
    for (JavaClass c : CLASSES) {
      if (module(c).orElseThrow().equals("io.entropy.electiondemo")) {
        assertThat(c.getDirectDependenciesFromSelf())
            .extracting(d -> d.getTargetClass().getPackageName())
            .allMatch(p -> !p.startsWith("io.entropy") || p.startsWith("io.entropy.electiondemo"));
      }
    }
  }

  private static Map.Entry<String, List<String>> module(String name, String... imports) {
    return Map.entry(
        "io.entropy." + name, Stream.of(imports).map(module -> "io.entropy." + module).toList());
  }

  private static Map.Entry<String, List<String>> family(String name) {
    return module("injectors." + name, "api", "injectors.spi", "injectors.kernel");
  }

  private static Map.Entry<String, List<String>> networkFamily(String name) {
    return module(
        "injectors." + name, "api", "injectors.spi", "injectors.kernel", "injectors.network");
  }

  private static Optional<String> module(JavaClass c) {
    return MAY_IMPORT.keySet().stream()
        .filter(m -> c.getPackageName().equals(m) || c.getPackageName().startsWith(m + "."))
        .findFirst();
  }
}

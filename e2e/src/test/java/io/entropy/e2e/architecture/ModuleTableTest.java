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
import org.junit.jupiter.api.Test;

/// The module table of docs/architecture.md: who may import whom.
class ModuleTableTest {

  /// Package prefix of a module → prefixes it may import besides itself.
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.of(
          "io.entropy.api", List.of(),
          "io.entropy.store", List.of("io.entropy.api"),
          "io.entropy.injectors.spi", List.of("io.entropy.api"),
          "io.entropy.injectors.kernel", List.of(),
          "io.entropy.injectors.drop",
              List.of("io.entropy.api", "io.entropy.injectors.spi", "io.entropy.injectors.kernel"),
          "io.entropy.policymanager",
              List.of("io.entropy.api", "io.entropy.store", "io.entropy.injectors.spi"),
          "io.entropy.agent", List.of("io.entropy.api", "io.entropy.injectors.spi"),
          "io.entropy.cli",
              List.of(
                  "io.entropy.api",
                  "io.entropy.store",
                  "io.entropy.policymanager",
                  "io.entropy.agent",
                  "io.entropy.injectors.spi"),
          "io.entropy.electiondemo", List.of());

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

  private static Optional<String> module(JavaClass c) {
    return MAY_IMPORT.keySet().stream()
        .filter(m -> c.getPackageName().equals(m) || c.getPackageName().startsWith(m + "."))
        .findFirst();
  }
}

package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// docs/architecture.md, "The path of one run": the types that it names are there, a real run goes
/// through each, and its events come in the order of the steps.
class PathOfOneRunIT {
  private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");
  private static final Pattern INITIALIZED = Pattern.compile("Initializing '(io/entropy/[^']+)'");

  private static Stage stage;
  private static RunEvents events = new RunEvents(List.of());
  private static Set<String> used = Set.of();

  @TempDir static Path folder;

  /// Two runs: one tells its events, the other prints its summary and logs which classes it used.
  @BeforeAll
  static void run() throws Exception {
    stage = Stage.open();
    stage.container("voter");
    Path log = folder.resolve("classes.log");
    Map<String, String> logging = new HashMap<>(stage.environment());
    logging.put("ENTROPY_JAVA_OPTS", "-XX:AOTMode=off -Xlog:class+init=info:file=" + log);
    try (Health health = Health.good()) {
      events = run(stage.environment(), health, "json").events();
      run(logging, health, "plain");
    }
    used =
        INITIALIZED
            .matcher(Files.readString(log))
            .results()
            .map(m -> m.group(1).replace('/', '.'))
            .collect(Collectors.toSet());
  }

  private static Finished run(Map<String, String> environment, Health health, String output)
      throws Exception {
    try (EntropyProcess process =
        EntropyProcess.start(
            environment,
            "run",
            "-v",
            "-o",
            output,
            "-f",
            "1s",
            "--for",
            "2s",
            "-t",
            stage.selector(),
            "--steady-state",
            health.url(),
            "recv_drop",
            "percent=0")) {
      Finished finished = Finished.of(process);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      return finished;
    }
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  /// The section's numbered lines.
  private static String path() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf("\n## The path of one run\n");
    assertThat(begin).as("the section in " + DOCUMENT).isNotNegative();
    int end = document.indexOf("\n## ", begin + 1);
    String section = document.substring(begin, end < 0 ? document.length() : end);
    return section.substring(section.indexOf("\n1. "), section.lastIndexOf("\n\n"));
  }

  private static List<String> namedTypes() throws IOException {
    return TYPE.matcher(path()).results().map((MatchResult m) -> m.group(1)).distinct().toList();
  }

  @Test
  void everyNamedTypeExistsAndARealRunGoesThroughIt() throws IOException {
    Map<String, List<JavaClass>> classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.entropy")
                .stream()
                .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    assertThat(namedTypes())
        .hasSizeGreaterThan(20)
        .allSatisfy(type -> {
          assertThat(classes).as("types of this project").containsKey(type);
          // An interface is used by way of what implements it, and never initialized itself.
          assertThat(classes.getOrDefault(type, List.of()))
              .as(type + " is used by a run")
              .anyMatch(c -> c.isInterface() || used.contains(c.getName()));
        });
  }

  /// Steps 3, 4, 6 and 7.
  @Test
  void theEventsComeInTheOrderOfTheSteps() {
    List<String> told = events.all().stream().map(RunEvent::type).toList();
    List<String> order =
        List.of(
            "policy.created",
            "steadystate.baselined",
            "policy.started",
            "target.matched",
            "roll",
            "injection.requested",
            "injection.applied",
            "injection.verified",
            "injection.reverted",
            "steadystate.held");
    List<Integer> firsts = order.stream().map(told::indexOf).toList();
    assertThat(firsts).as("%s in %s", order, told).isSorted().doesNotContain(-1);
  }

  @Test
  void theStepsAreWordedInTheOrderOfTheEvents() throws IOException {
    String words = path();
    List<String> order =
        List.of(
            "PolicyControl",
            "PolicyController",
            "AssignmentFeed",
            "Placement",
            "apply,",
            "verify",
            "observe",
            "revert",
            "InjectionStatusRecorder",
            "RunEvents",
            "Summary");
    int last = 0;
    for (String step : order) {
      int place = words.indexOf(step, last);
      assertThat(place).as("%s comes after the step before", step).isNotNegative();
      last = place;
    }
  }
}

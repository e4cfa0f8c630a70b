package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How many containers a run hurts at once, and that it tells what it refused.
class BlastRadiusIT {

  /// A fault of 600 ms, rolled for each 200 ms.
  private static final int TICKS_A_FAULT = 3;

  private static Stage stage;

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    for (String part : List.of("a", "b", "c", "d")) {
      stage.container(part);
    }
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private static RunEvents run(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("run", "-o", "json", "-f", "200ms", "-d", "600ms", "--for", "2s"));
    command.addAll(List.of("-t", stage.selector()));
    command.addAll(List.of(options));
    command.addAll(List.of("recv_drop", "percent=0"));
    Finished finished = stage.run(command.toArray(String[]::new));
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    return finished.events();
  }

  private static List<String> reasons(RunEvents events) {
    return events.of("injection.refused").stream()
        .map(e -> e.fact("reason").asText())
        .distinct()
        .toList();
  }

  @Test
  void withoutABoundAllAreHit() throws Exception {
    RunEvents events = run();
    assertThat(events.mostAtOnce(TICKS_A_FAULT)).isEqualTo(4);
    assertThat(reasons(events)).containsExactly("already_active");
  }

  @Test
  void atMostSoManyAtOnce() throws Exception {
    RunEvents events = run("--limit", "1");
    assertThat(events.mostAtOnce(TICKS_A_FAULT)).isOne();
    assertThat(reasons(events)).contains("limit");
    assertThat(events.of("injection.refused"))
        .allSatisfy(e -> {
          assertThat(e.data("message")).contains(e.data("targetName"));
          assertThat(e.data("targetName")).isIn(stage.names("a", "b", "c", "d"));
        });
    assertThat(events.of("injection.requested").size() + events.of("injection.refused").size())
        .as("every hit is a fault or a refusal that is told")
        .isEqualTo((int) events.sum("roll", "hits"));
  }

  @Test
  void atMostSoManyPercent() throws Exception {
    assertThat(run("--limit", "50%").mostAtOnce(TICKS_A_FAULT)).isEqualTo(2);
  }

  @Test
  void atLeastSoManyStayHealthy() throws Exception {
    RunEvents events = run("--min-healthy", "3");
    assertThat(events.mostAtOnce(TICKS_A_FAULT)).isOne();
    assertThat(reasons(events)).contains("min_healthy");
  }

  @Test
  void atLeastSoManyPercentStayHealthy() throws Exception {
    RunEvents events = run("--min-healthy", "100%");
    assertThat(events.of("injection.requested")).isEmpty();
    assertThat(reasons(events)).containsExactly("min_healthy");
  }
}

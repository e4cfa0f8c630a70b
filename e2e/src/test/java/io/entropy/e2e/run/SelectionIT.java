package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which containers a run is about: labels, exclusions, Compose project, names.
class SelectionIT {
  private static final String PROJECT = "com.docker.compose.project";

  private static Stage stage;
  private static String project = "";

  @BeforeAll
  static void open() throws Exception {
    stage = Stage.open();
    project = stage.name("shop");
    stage.container("web-1", "--label", "role=web", "--label", PROJECT + "=" + project);
    stage.container("web-2", "--label", "role=web", "--label", "canary=");
    stage.container("db", "--label", "role=db", "--label", PROJECT + "=" + project);
    stage.container("host", "--network", "host", "--label", "role=host");
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private static Set<String> hit(String... options) throws Exception {
    return run(options).targetNames("injection.verified");
  }

  private static RunEvents run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-o", "json", "-f", "1s", "--for", "1s"));
    command.addAll(List.of(options));
    command.addAll(List.of("recv_drop", "percent=0"));
    Finished finished = stage.run(command.toArray(String[]::new));
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    assertThat(finished.events().of("injection.failed")).isEmpty();
    return finished.events();
  }

  private static SortedSet<String> named(String... parts) {
    return new TreeSet<>(stage.names(parts));
  }

  @Test
  void everySelectorMustHold() throws Exception {
    assertThat(hit("-t", stage.selector(), "-t", "role in (web,db)", "-t", "!canary"))
        .isEqualTo(named("web-1", "db"));
  }

  @Test
  void whatAnyExclusionMatchesIsLeftOut() throws Exception {
    assertThat(hit("-t", stage.selector(), "--exclude", "canary", "--exclude", "role in (db,host)"))
        .isEqualTo(named("web-1"));
  }

  @Test
  void aComposeProjectIsMeantByItsName() throws Exception {
    assertThat(hit("--project", project)).isEqualTo(named("web-1", "db"));
    assertThat(hit("--project", project, "-t", "role=db")).isEqualTo(named("db"));
  }

  @Test
  void oneContainerIsMeantByItsName() throws Exception {
    assertThat(hit("--container", stage.name("web-2"))).isEqualTo(named("web-2"));
  }

  @Test
  void severalAreMeantByAPattern() throws Exception {
    assertThat(hit("--container", "re2:" + stage.name("web-") + "[0-9]+"))
        .isEqualTo(named("web-1", "web-2"));
  }

  @Test
  void aContainerOnTheHostsNetworkIsRefusedByName() throws Exception {
    RunEvents events = run("-t", stage.selector(), "-t", "role!=db");
    assertThat(events.targetNames("target.refused")).isEqualTo(named("host"));
    assertThat(events.of("target.refused").getFirst().data("message"))
        .contains(stage.name("host"), "host's network");
    assertThat(events.targetNames("injection.verified")).isEqualTo(named("web-1", "web-2"));
  }

  @Test
  void aPolicyIsCalledAsItWasNamed() throws Exception {
    RunEvents events = run("--name", "flaky-database", "--project", project, "-t", "role=db");
    assertThat(events.of("policy.started").getFirst().data("message")).contains("flaky-database");
  }
}

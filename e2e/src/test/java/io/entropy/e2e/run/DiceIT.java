package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.run.RunEvents.Hit;
import io.entropy.injectors.spi.engine.TestContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real rolls: as many hits as the probability says, and the same ones again from the same seed.
class DiceIT {
  private static final List<String> PARTS = List.of("a", "b", "c", "d", "e");
  private static final String SEED = "20260101";
  private static final Pattern SCHEDULED = Pattern.compile("\\+\\S+ +tick (\\d+) +(\\S+) for .*");

  private static Stage stage;
  private static List<TestContainer> containers = new ArrayList<>();
  private static RunEvents first;

  @BeforeAll
  static void run() throws Exception {
    stage = Stage.open();
    containers = start();
    first = roll("13s", SEED);
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  private static List<TestContainer> start() {
    return PARTS.stream().map(p -> stage.container(p)).toList();
  }

  private static RunEvents roll(String time, String seed) throws Exception {
    Finished finished = stage.run(command("-o", "json", "--for", time, "--seed", seed));
    assertThat(finished.exitCode()).as("%s", finished.stderr()).isZero();
    return finished.events();
  }

  private static String[] command(String... options) {
    List<String> command = new ArrayList<>(List.of("run", "-f", "20ms", "-p", ".1"));
    command.addAll(List.of("-t", stage.selector()));
    command.addAll(List.of(options));
    command.addAll(List.of("recv_drop", "percent=0"));
    return command.toArray(String[]::new);
  }

  @Test
  void theShareOfHitsIsTheProbability() {
    long rolls = first.sum("roll", "rolled");
    assertThat(rolls).isGreaterThanOrEqualTo(2_000);
    Chance.assertLikely(first.sum("roll", "hits"), rolls, .1);
    assertThat(first.hits()).hasSize(Math.toIntExact(first.sum("roll", "hits")));
  }

  @Test
  void eachContainerIsAsLikely() {
    for (String part : PARTS) {
      long hits = first.hits().stream().filter(h -> h.target().equals(stage.name(part))).count();
      Chance.assertLikely(hits, first.ticks().size(), .1);
    }
  }

  @Test
  void missedTicksAreTold() {
    long last = first.ticks().stream().mapToLong(t -> t).max().orElseThrow();
    assertThat(first.ticks().size() + first.sum("roll", "missed")).isEqualTo(last + 1);
  }

  @Test
  void theSameSeedHitsTheSameContainersAgainAlthoughTheirIdsDiffer() throws Exception {
    containers.forEach(stage::remove);
    List<TestContainer> before = containers;
    containers = start();
    assertThat(containers).doesNotContainAnyElementsOf(before);
    RunEvents second = roll("4s", SEED);
    Set<Long> both = inBoth(first.ticks(), second.ticks());
    assertThat(both).as("ticks that were rolled both times").hasSizeGreaterThan(100);
    assertThat(during(both, second.hits())).isEqualTo(during(both, first.hits())).isNotEmpty();
  }

  @Test
  void theDryRunShowsTheScheduleThatTheRunHad() throws Exception {
    SortedSet<Hit> scheduled = dryRun(SEED);
    long last = scheduled.last().tick();
    Set<Long> ticks = first.ticks().stream().filter(t -> t <= last).collect(Collectors.toSet());
    assertThat(during(ticks, scheduled)).isEqualTo(during(ticks, first.hits())).isNotEmpty();
  }

  @Test
  void anotherSeedHitsOthers() throws Exception {
    assertThat(dryRun("20260102")).isNotEmpty().isNotEqualTo(dryRun(SEED));
  }

  private static SortedSet<Hit> dryRun(String seed) throws Exception {
    Finished finished = stage.run(command("--dry-run", "--for", "13s", "--seed", seed));
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    return finished.out().stream()
        .map(SCHEDULED::matcher)
        .filter(Matcher::matches)
        .map(m -> new Hit(Long.parseLong(m.group(1)), m.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Long> inBoth(Set<Long> a, Set<Long> b) {
    return a.stream().filter(b::contains).collect(Collectors.toSet());
  }

  private static SortedSet<Hit> during(Set<Long> ticks, SortedSet<Hit> hits) {
    return hits.stream()
        .filter(h -> ticks.contains(h.tick()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

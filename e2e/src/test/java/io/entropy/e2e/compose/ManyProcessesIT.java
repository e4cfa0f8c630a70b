package io.entropy.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entropy.e2e.process.EntropyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same faults, each made by an `entropy run` of its own, which renews it every other second.
class ManyProcessesIT extends FaultsOnOneTarget {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private EntropyProcess start(Effect effect) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("run", "-v", "-o", "json", "-p", "1", "-f", "2s"));
    command.addAll(List.of("-t", targets(), effect.mode()));
    if (!effect.parameters().isEmpty()) {
      command.addAll(List.of(effect.parameters().split(" ")));
    }
    return EntropyProcess.start(folder, command.toArray(String[]::new));
  }

  @Test
  void eachBeginsIsRenewedAndEndsWithoutDisturbingAnother() throws Exception {
    Map<String, EntropyProcess> running = new LinkedHashMap<>();
    try (Bystander bystander = bystander()) {
      for (Effect effect : effects()) {
        running.put(effect.mode(), start(effect));
      }
      for (EntropyProcess process : running.values()) {
        process.awaitLine(line -> isOf(line, "injection.verified"));
      }
      bystander.assertUndisturbed("after all have begun");
      assertThat(felt()).containsExactlyElementsOf(running.keySet());
      for (EntropyProcess process : running.values()) {
        process.awaitLine(line -> isOf(line, "injection.reverted") && line.contains("\"renewed\""));
      }
      assertThat(felt()).containsExactlyElementsOf(running.keySet());
      bystander.assertUndisturbed("after all were renewed");
      endInAnyOrder(running, bystander);
    } finally {
      running.values().forEach(EntropyProcess::close);
    }
  }

  private void endInAnyOrder(Map<String, EntropyProcess> running, Bystander bystander)
      throws Exception {
    List<String> order = new ArrayList<>(running.keySet());
    long seed = System.nanoTime();
    Collections.shuffle(order, new Random(seed));
    for (String mode : order) {
      String when = "after the end of %s in %s (seed %d)".formatted(mode, order, seed);
      try (EntropyProcess ending = Objects.requireNonNull(running.remove(mode))) {
        ending.signal("INT");
        assertThat(ending.awaitExit()).as(ending.everything()).isEqualTo(130);
        assertThat(ending.out()).as(when).noneMatch(line -> isOf(line, "injection.failed"));
        assertCounted(mode, ending);
      }
      assertThat(felt()).as(when).containsExactlyElementsOf(running.keySet());
      bystander.assertUndisturbed(when);
    }
  }

  /// Its own packets, by its own counters.
  private static void assertCounted(String mode, EntropyProcess ended) throws IOException {
    long seen = 0;
    for (String line : ended.out()) {
      if (isOf(line, "injection.reverted")) {
        JsonNode facts = JSON.readTree(line).path("data").path("facts");
        assertThat(facts.path("achieved").asText()).as(mode).isNotBlank();
        seen += facts.path("packets_seen").asLong();
      }
    }
    if (!mode.equals("pause")) {
      assertThat(seen).as("packets that %s saw", mode).isPositive();
    }
  }

  private static boolean isOf(String line, String type) {
    return line.contains("\"io.entropy." + type + "\"");
  }
}

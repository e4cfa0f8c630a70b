package io.entropy.store.transfer;

import static io.entropy.store.transfer.Transfers.dump;
import static io.entropy.store.transfer.Transfers.load;
import static io.entropy.store.transfer.Transfers.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.InvalidInputException;
import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import io.entropy.store.transfer.Load.Existing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoadTest {
  private final MemoryStore store = Transfers.store();
  private final MemoryStore source = Transfers.store();

  @Test
  void everyWrongLineIsNamedAndNothingIsWritten() {
    List<String> lines = dumped(8);
    lines.set(1, "{\"kind\":\"failure-policies\",\"id\":\"p0\",");
    lines.set(2, lines.get(2).replace("failure-policies", "recipes"));
    lines.set(3, lines.get(3).replace("\"name\":", "\"nome\":"));
    lines.set(4, lines.get(4).replaceFirst("\"p3\"", "\"other\""));
    lines.set(6, lines.get(5));
    lines.set(7, lines.get(7).replace("name6", "NAME4"));
    lines.set(8, "[]");
    assertThatThrownBy(() -> load(store, lines, Existing.REFUSE))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(v -> v.field())
                    .containsExactly(
                        "line 2", "line 3", "line 4", "line 5", "line 7", "line 8", "line 9"))
        .hasMessageContaining("line 2: this isn't JSON, or was cut")
        .hasMessageContaining(
            "knows no `recipes`, only clusters, events, failure-policies, injections")
        .hasMessageContaining("nome")
        .hasMessageContaining("line 5: the line is of `other`, its object is `p3`")
        .hasMessageContaining("line 7: failure-policies/p4 is on line 6 already")
        .hasMessageContaining("line 8: the name `NAME4` is on line 6 already")
        .hasMessageContaining("line 9: this isn't one JSON object");
    assertThat(store.<Long>view(s -> s.version())).isZero();
  }

  @Test
  void ofVeryManyWrongLinesTheFirstAreNamedAndTheRestCounted() {
    List<String> lines = dumped(60);
    for (int i = 1; i <= 60; i++) {
      lines.set(i, "?");
    }
    assertThatThrownBy(() -> load(store, lines, Existing.REFUSE))
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.violations()).hasSize(21))
        .hasMessageContaining("and 40 more lines are wrong");
  }

  @Test
  void aDumpThatWasCutIsRefused() {
    List<String> lines = dumped(8);
    for (int kept = 1; kept < lines.size(); kept++) {
      List<String> cut = lines.subList(0, kept);
      assertThatThrownBy(() -> load(store, cut, Existing.REFUSE))
          .hasMessageContaining(
              "line %d: the dump ends here after %d objects, of 8", kept, kept - 1);
    }
    assertThat(load(store, lines, Existing.REFUSE)).isEqualTo(8);
  }

  @Test
  void whatIsNoDumpIsRefused() {
    assertThatThrownBy(() -> load(store, List.of("{\"a\":1}"), Existing.REFUSE))
        .hasMessage("line 1: this isn't the head of a dump of `entropy store dump`");
    assertThatThrownBy(() -> load(store, List.of("{\"entropy_store_dump\":2}"), Existing.REFUSE))
        .hasMessageContaining("has format 2; this version of Entropy reads format 1");
  }

  @Test
  void aBackEndThatFailsHalfwayIsToldWithHowFarItCame() {
    var failing = new FailingStore(store, 3);
    assertThatThrownBy(() -> load(failing, dumped(170), Existing.REFUSE))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessage("the network is gone; 100 of the dump's 170 objects are in the store");
    assertThat(load(store, dumped(170), Existing.REPLACE)).isEqualTo(170);
  }

  /// A dump of so many policies, which may be changed.
  private List<String> dumped(int policies) {
    if (source.<Integer>view(s -> s.count(Kinds.FAILURE_POLICIES)) == 0) {
      source.update(t -> {
        IntStream.range(0, policies)
            .forEach(i -> t.create(Kinds.FAILURE_POLICIES, policy("p" + i, "name" + i)));
        return policies;
      });
    }
    return new ArrayList<>(dump(source));
  }
}

package io.entropy.store.transfer;

import static io.entropy.store.transfer.Transfers.dump;
import static io.entropy.store.transfer.Transfers.event;
import static io.entropy.store.transfer.Transfers.load;
import static io.entropy.store.transfer.Transfers.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.store.Store;
import io.entropy.store.memory.MemoryStore;
import io.entropy.store.model.Kinds;
import io.entropy.store.transfer.Load.Existing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DumpTest {
  private final MemoryStore store = Transfers.store();

  @Test
  void aDumpIsAHeadAndAReadableLineForEachObject() {
    store.update(t -> t.create(Kinds.FAILURE_POLICIES, policy("p", "loss \"ü\"\n")));
    assertThat(dump(store))
        .containsExactly(
            "{\"entropy_store_dump\":1,\"version\":1,\"objects\":1}",
            "{\"kind\":\"failure-policies\",\"id\":\"p\",\"object\":{\"id\":\"p\",\"meta\":"
                + "{\"version\":\"1\",\"created\":\"1970-01-01T00:00:00Z\",\"updated\":"
                + "\"1970-01-01T00:00:00Z\"},\"spec\":{\"name\":\"loss \\\"ü\\\"\\n\"}}}");
  }

  @Test
  void whatJsonWouldChangeIsKeptAsBytes() {
    Struct notANumber =
        Struct.newBuilder()
            .putFields("share", Value.newBuilder().setNumberValue(Double.NaN).build())
            .build();
    Event odd = event("e", EventSpec.newBuilder().setData(notANumber).build());
    FailurePolicy newer =
        policy("p", "p").toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(900, Field.newBuilder().addVarint(7).build())
                    .build())
            .build();
    store.update(t -> t.create(Kinds.EVENTS, odd));
    store.update(t -> t.create(Kinds.FAILURE_POLICIES, newer));
    List<String> lines = dump(store);
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(1, 3)).allMatch(line -> line.contains("\"bytes\":\""));
    Store copy = Transfers.store();
    assertThat(load(copy, lines, Existing.REFUSE)).isEqualTo(2);
    assertThat(copy.view(s -> s.get(Kinds.EVENTS, "e")).orElseThrow().getSpec())
        .isEqualTo(odd.getSpec());
    assertThat(copy.view(s -> s.get(Kinds.FAILURE_POLICIES, "p")).orElseThrow().getUnknownFields())
        .isEqualTo(newer.getUnknownFields());
  }

  @Test
  void eventsAreDumpedInTheOrderOfTheirLog() {
    for (String id : List.of("c", "a", "b")) {
      store.update(t -> t.create(Kinds.EVENTS, event(id, EventSpec.getDefaultInstance())));
    }
    assertThat(dump(store).subList(1, 4))
        .extracting(line -> line.replaceFirst(".*\"id\":\"(.)\",\"object.*", "$1"))
        .containsExactly("c", "a", "b");
  }
}

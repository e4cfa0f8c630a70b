package io.entropy.agent.runtime;

import static io.entropy.agent.runtime.ContainerJsonTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.ContainerRuntime.ContainerEvent;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineEventsTest {

  @ParameterizedTest
  @CsvSource({
    "create, CREATED",
    "start, STARTED",
    "die, DIED",
    "pause, PAUSED",
    "unpause, UNPAUSED",
    "rename, RENAMED",
    "destroy, DESTROYED",
    "health_status: healthy, HEALTH_CHANGED"
  })
  void readsWhatHappenedToAContainer(String action, ContainerEvent.Type type) throws IOException {
    String event =
        "{'Type':'container','Action':'" + action + "','Actor':{'ID':'abc'},'timeNano':1000000002}";
    assertThat(EngineEvents.event(json(event)))
        .contains(new ContainerEvent(type, "abc", Instant.ofEpochSecond(1, 2)));
  }

  @Test
  void readsNetworkEventsAsTheirContainers() throws IOException {
    String event =
        "{'Type':'network','Action':'%s','Actor':{'ID':'net','Attributes':{'container':'abc'}}}";
    ContainerEvent changed =
        new ContainerEvent(ContainerEvent.Type.NETWORK_CHANGED, "abc", Instant.EPOCH);
    assertThat(EngineEvents.event(json(event.formatted("connect")))).contains(changed);
    assertThat(EngineEvents.event(json(event.formatted("disconnect")))).contains(changed);
    assertThat(EngineEvents.event(json(event.formatted("destroy")))).isEmpty();
  }

  @Test
  void leavesOutWhatChangesNothing() throws IOException {
    String event = "{'Type':'container','Action':'exec_start: sh','Actor':{'ID':'abc'}}";
    assertThat(EngineEvents.event(json(event))).isEmpty();
  }
}

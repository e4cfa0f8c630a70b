package io.entropy.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.e2e.process.EntropyProcess;
import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `-o json`: one CloudEvent a line, which tell each injection's life in order and what it
/// achieved.
class JsonOutputIT {
  private static final int SENT = 2_000;

  private static Stage stage;
  private static RunEvents events;

  /// One run over two containers, one of which is sent packets while it has a fault.
  @BeforeAll
  static void run() throws Exception {
    stage = Stage.open();
    TestContainer busy = stage.container("busy");
    stage.container("idle");
    try (EntropyProcess run =
        stage.start(
            "run",
            "-o",
            "json",
            "-f",
            "1s",
            "--for",
            "3s",
            "-t",
            stage.selector(),
            "recv_drop",
            "percent=50",
            "protocol=udp",
            "dport=7777")) {
      run.awaitLine(l -> RunEvent.of(l).is("injection.verified") && l.contains(stage.name("busy")));
      send(busy);
      Finished finished = Finished.of(run);
      assertThat(finished.exitCode()).as("%s", finished).isZero();
      events = finished.events();
    }
  }

  /// Unconnected, so that the container's ICMP answers to what comes through aren't errors here.
  private static void send(TestContainer to) throws Exception {
    InetSocketAddress address = new InetSocketAddress(to.ipv4(), 7777);
    try (DatagramChannel channel = DatagramChannel.open()) {
      for (int i = 0; i < SENT; i++) {
        int _ = channel.send(ByteBuffer.allocate(16), address);
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  /// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#required-attributes
  @Test
  void everyLineIsACloudEvent() {
    assertThat(events.all())
        .allSatisfy(e -> {
          assertThat(e.json().path("specversion").asText()).isEqualTo("1.0");
          assertThat(e.id()).isNotEmpty();
          assertThat(URI.create(e.json().path("source").asText()).toString()).isNotEmpty();
          assertThat(e.json().path("type").asText()).startsWith(RunEvent.PREFIX);
          assertThat(e.time()).isAfter(Instant.now().minusSeconds(600)).isBefore(Instant.now());
          assertThat(e.json().path("datacontenttype").asText()).isEqualTo("application/json");
          assertThat(e.json().path("data").isObject()).isTrue();
          assertThat(e.data("message")).isNotEmpty();
          assertThat(e.json().fieldNames())
              .toIterable()
              .allMatch(name -> name.matches("[a-z0-9]{1,20}"));
        });
  }

  @Test
  void idsAreUnique() {
    assertThat(events.all()).extracting(RunEvent::id).doesNotHaveDuplicates();
  }

  @Test
  void allStepsAreTold() {
    assertThat(events.types())
        .contains(
            "policy.created",
            "policy.started",
            "target.matched",
            "roll",
            "injection.requested",
            "injection.applied",
            "injection.verified",
            "injection.reverted",
            "policy.stopped");
  }

  @Test
  void eachInjectionIsAppliedVerifiedAndRevertedInThisOrder() {
    List<RunEvent> requested = events.of("injection.requested");
    assertThat(requested).hasSizeGreaterThanOrEqualTo(2);
    for (RunEvent request : requested) {
      List<RunEvent> life = events.ofInjection(request.data("injection"));
      assertThat(life)
          .extracting(RunEvent::type)
          .containsExactly(
              "injection.requested",
              "injection.applied",
              "injection.verified",
              "injection.reverted");
      // A request has its grid time; one that renews another takes over a little before (ADR 2).
      assertThat(life.subList(1, 4)).extracting(RunEvent::time).isSorted();
      assertThat(life.get(1).time()).isAfter(life.getFirst().time().minusMillis(150));
    }
  }

  @Test
  void theLastEventsEndWhatTheFirstBegan() {
    List<String> types = new ArrayList<>(events.all().stream().map(RunEvent::type).toList());
    assertThat(types.subList(0, 2)).containsExactly("policy.created", "policy.started");
    assertThat(types.subList(types.indexOf("policy.stopped"), types.size()))
        .as("nothing begins any more")
        .doesNotContain("roll", "injection.requested");
  }

  @Test
  void eachRollOfTheGridIsCounted() {
    assertThat(events.of("roll")).extracting(RunEvent::tick).isSorted().doesNotHaveDuplicates();
    assertThat(events.of("roll"))
        .allSatisfy(e -> {
          assertThat(e.fact("rolled").asInt()).isEqualTo(2);
          assertThat(e.fact("hits").asInt()).isEqualTo(2);
        });
    assertThat(events.sum("roll", "injected")).isEqualTo(events.of("injection.requested").size());
  }

  @Test
  void whatWasRevertedTellsWhatWasAskedAndAchieved() {
    assertThat(events.of("injection.reverted"))
        .isNotEmpty()
        .allSatisfy(e -> {
          assertThat(e.fact("asked").asText()).startsWith("50%");
          assertThat(e.fact("achieved").asText()).isNotEmpty();
          assertThat(e.fact("verdict").asText()).isIn("as_asked", "inconclusive");
          assertThat(e.fact("mechanism").asText()).isNotEmpty();
        });
    List<RunEvent> busy =
        events.of("injection.reverted").stream()
            .filter(e -> e.data("targetName").equals(stage.name("busy")))
            .toList();
    long seen = busy.stream().mapToLong(e -> e.fact("packets_seen").asLong()).sum();
    long dropped = busy.stream().mapToLong(e -> e.fact("packets_dropped").asLong()).sum();
    assertThat(seen).as("packets sent to the container that its rules saw").isEqualTo(SENT);
    assertThat(dropped).satisfies(d -> Chance.assertLikely(d, SENT, .5));
    assertThat(busy).anySatisfy(e -> assertThat(e.fact("verdict").asText()).isEqualTo("as_asked"));
  }

  @Test
  void theSeedToReplayByIsTold() {
    assertThat(events.of("policy.started").getFirst().fact("seed").asText()).matches("[0-9]+");
  }

  @Test
  void targetsAreNamedWithIdAndName() {
    assertThat(events.targetNames("target.matched"))
        .isEqualTo(new TreeSet<>(stage.names("busy", "idle")));
    assertThat(events.of("target.matched"))
        .allSatisfy(e -> assertThat(e.data("target")).matches("[0-9a-f]{64}"));
  }
}

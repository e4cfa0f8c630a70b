package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.EventsGrpc.EventsBlockingStub;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.api.v1.SubscribeResponse.WhatCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The event stream over both transports: filters, resuming, what is lost.
final class EventStreamIT {
  /// Not who did it.
  private static final EventFilter POLICIES = EventFilter.newBuilder().addTypes("policy.*").build();

  private ManagerFixture manager;
  private ControlBlockingStub control;
  private EventsBlockingStub events;

  @BeforeEach
  void open() throws Exception {
    manager = ManagerFixture.start();
    control = manager.client(ControlBlockingStub.class);
    events = manager.client(EventsBlockingStub.class);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void create(String name) {
    var _ =
        control.createPolicy(
            CreatePolicyRequest.newBuilder()
                .setSpec(Requests.policy(name, Duration.ofHours(1)))
                .build());
  }

  private List<SubscribeResponse> kept(SubscribeRequest.Builder request) {
    List<SubscribeResponse> all = new ArrayList<>();
    events.subscribe(request.setFilter(POLICIES).build()).forEachRemaining(all::add);
    return all;
  }

  private static List<String> messages(List<SubscribeResponse> responses) {
    return responses.stream()
        .filter(SubscribeResponse::hasEvent)
        .map(r -> r.getEvent().getSpec().getMessage())
        .toList();
  }

  @Test
  void whatIsKeptIsToldFromAnyPositionWithoutGapOrRepeat() {
    for (int i = 0; i < 5; i++) {
      create("p" + i);
    }
    var all = kept(SubscribeRequest.newBuilder().setAfter("oldest"));
    assertThat(messages(all)).hasSize(5).startsWith("policy p0 created");
    assertThat(all.getLast().getWhatCase()).isEqualTo(WhatCase.CAUGHT_UP);
    for (int i = 0; i < 5; i++) {
      var rest = kept(SubscribeRequest.newBuilder().setAfter(all.get(i).getPosition()));
      assertThat(messages(rest)).isEqualTo(messages(all).subList(i + 1, 5));
    }
  }

  @Test
  void aFollowerIsToldThatItCaughtUpAndThenWhatComes() {
    create("before");
    Iterator<SubscribeResponse> stream =
        events.subscribe(SubscribeRequest.newBuilder().setFollow(true).build());
    assertThat(stream.next().getWhatCase()).isEqualTo(WhatCase.CAUGHT_UP);
    create("after");
    assertThat(stream.next().getEvent().getSpec().getMessage()).isEqualTo("policy after created");
  }

  @Test
  void filtersAreByTypeAndByThePolicysNameAlsoWhenItComesLater() {
    Iterator<SubscribeResponse> stream =
        events.subscribe(
            SubscribeRequest.newBuilder()
                .setFollow(true)
                .setFilter(EventFilter.newBuilder().addPolicies("b").addTypes("policy.*"))
                .build());
    assertThat(stream.next().getWhatCase()).isEqualTo(WhatCase.CAUGHT_UP);
    create("a");
    create("b");
    var _ = control.startPolicy(PolicyRequest.newBuilder().setPolicy("b").build());
    var _ = control.removePolicy(PolicyRequest.newBuilder().setPolicy("b").build());
    List<String> types = new ArrayList<>();
    while (types.isEmpty() || !types.getLast().equals("policy.removed")) {
      types.add(stream.next().getEvent().getSpec().getType());
    }
    assertThat(types)
        .containsExactly("policy.created", "policy.started", "policy.stopped", "policy.removed");
  }

  @Test
  void aPositionThatTheStoreHasNotReachedIsToldAsLost() {
    create("p");
    var told = kept(SubscribeRequest.newBuilder().setAfter("999"));
    assertThat(told.getFirst().getLost().getWhy()).contains("not yet at 999");
    assertThat(messages(told)).containsExactly("policy p created");
  }

  @Test
  void aBrowserComesBackWithItsLastEventId() throws Exception {
    create("one");
    create("two");
    List<String> ids =
        manager
            .get("/v1/events?after=oldest&follow=false&type=policy.*")
            .body()
            .lines()
            .filter(l -> l.startsWith("id: "))
            .map(l -> l.substring(4))
            .toList();
    try (Stream<String> lines =
        manager.lines("/v1/events?after=oldest&type=policy.*", "Last-Event-ID", ids.getFirst())) {
      assertThat(lines.filter(l -> l.startsWith("data: {\"spec")).findFirst())
          .hasValueSatisfying(l -> assertThat(l).contains("policy two created"));
    }
  }

  @Test
  void aReaderThatReadsNothingForAWhileMissesNothing() {
    Iterator<SubscribeResponse> stream =
        events.subscribe(SubscribeRequest.newBuilder().setFollow(true).setFilter(POLICIES).build());
    assertThat(stream.next().getWhatCase()).isEqualTo(WhatCase.CAUGHT_UP);
    int many = 2_000;
    for (int i = 0; i < many; i++) {
      create("p" + i);
    }
    for (int i = 0; i < many; i++) {
      assertThat(stream.next().getEvent().getSpec().getMessage())
          .isEqualTo("policy p%d created".formatted(i));
    }
  }
}

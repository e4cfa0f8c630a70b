package io.entropy.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreateNotificationRequest;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.EventFilter;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationRequest;
import io.entropy.api.v1.NotificationSpec;
import io.entropy.server.ManagerFixture;
import io.entropy.server.Requests;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.embedded.EmbeddedStore;
import io.entropy.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Delivery to receivers that are well, down, silent or gone for too long.
final class NotificationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "whsec-7c1f";
  private static final Pattern NAME = Pattern.compile("policy (\\S+) created");

  @TempDir Path folder;

  private static NotificationSpec.Builder to(TestReceiver receiver) {
    return NotificationSpec.newBuilder()
        .setName("n-" + receiver.port())
        .setUrl(receiver.url())
        .setFilter(EventFilter.newBuilder().addTypes("policy.*"));
  }

  private static Notification create(ManagerFixture manager, NotificationSpec.Builder spec) {
    return manager
        .client(ControlBlockingStub.class)
        .createNotification(CreateNotificationRequest.newBuilder().setSpec(spec).build());
  }

  private static Notification get(ManagerFixture manager, Notification notification) {
    return manager
        .client(ControlBlockingStub.class)
        .getNotification(
            NotificationRequest.newBuilder()
                .setNotification(notification.getSpec().getName())
                .build());
  }

  private static void createPolicies(ManagerFixture manager, int from, int to) {
    var control = manager.client(ControlBlockingStub.class);
    for (int i = from; i < to; i++) {
      var _ =
          control.createPolicy(
              CreatePolicyRequest.newBuilder()
                  .setSpec(Requests.policy("p" + i, Duration.ofHours(1)))
                  .build());
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "p" + i).toList();
  }

  /// The policies whose creation it was told of, each time.
  private static List<String> told(TestReceiver receiver) {
    return receiver.bodies().stream()
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .toList();
  }

  private static void awaitTold(TestReceiver receiver, List<String> names) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(receiver)).isEqualTo(names));
  }

  @Test
  void eachEventIsDeliveredInOrderUnderASignatureThatHolds() throws Exception {
    try (TestReceiver receiver = TestReceiver.start();
        ManagerFixture manager = ManagerFixture.start()) {
      Notification created = create(manager, to(receiver).setSecret(SECRET));
      createPolicies(manager, 0, 20);
      awaitTold(receiver, names(0, 20));
      for (var request : receiver.taken) {
        assertThat(request.contentType()).startsWith("application/cloudevents+json");
        assertThat(request.body())
            .startsWith("{\"specversion\":\"1.0\"")
            .contains("\"type\":\"io.entropy.policy.created\"");
        checkSignature(request);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(manager, created).getStatus().getDelivered()).isEqualTo(20));
      Notification status = get(manager, created);
      assertThat(status.getStatus().getPosition()).isNotEqualTo(created.getStatus().getPosition());
      assertThat(status.getStatus().getFailures()).isZero();
      assertThat(status.getStatus().getSigned()).isTrue();
      String events = manager.get("/v1/events?after=oldest&follow=false").body();
      assertThat(events).contains("notification.created");
      assertThat(events + created + manager.get("/v1/notifications").body() + status)
          .doesNotContain(SECRET, "topsecret");
    }
  }

  /// By the scheme's own words, with nothing of the code under test.
  private static void checkSignature(TestReceiver.Request request) throws Exception {
    Matcher header = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})").matcher(request.signature());
    assertThat(header.matches()).as(request.signature()).isTrue();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((header.group(1) + "." + request.body()).getBytes(UTF_8));
    assertThat(header.group(2)).isEqualTo(HexFormat.of().formatHex(expected));
    assertThat(Long.parseLong(header.group(1)))
        .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
  }

  @Test
  void nothingIsLostWhileAReceiverFailsOrIsGone() throws Exception {
    TestReceiver first = TestReceiver.start();
    int port = first.port();
    try (ManagerFixture manager = ManagerFixture.start()) {
      Notification created = create(manager, to(first));
      createPolicies(manager, 0, 2);
      awaitTold(first, names(0, 2));
      first.answer(503);
      createPolicies(manager, 2, 5);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            var status = get(manager, created).getStatus();
            assertThat(status.getFailures()).isPositive();
            assertThat(status.getLastError()).isEqualTo("it answered 503");
          });
      assertThat(told(first)).isEqualTo(names(0, 2));
      first.close();
      createPolicies(manager, 5, 7);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(get(manager, created).getStatus().getLastError()).contains("Connect"));
      try (TestReceiver second = TestReceiver.at(port)) {
        awaitTold(second, names(2, 7));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> {
              var status = get(manager, created).getStatus();
              assertThat(status.getFailures()).isZero();
              assertThat(status.getLastError()).isEmpty();
              assertThat(status.getDelivered()).isEqualTo(7);
            });
      }
    } finally {
      first.close();
    }
  }

  @Test
  void aManagerThatComesBackGoesOnFromTheCursor() throws Exception {
    try (TestReceiver receiver = TestReceiver.start()) {
      Notification created;
      try (Store store = open();
          ManagerFixture manager = ManagerFixture.on(store, Duration.ofSeconds(5))) {
        created = create(manager, to(receiver));
        createPolicies(manager, 0, 3);
        awaitTold(receiver, names(0, 3));
        receiver.answer(500);
        createPolicies(manager, 3, 6);
        await().atMost(PATIENCE).until(() -> !receiver.refused.isEmpty());
      }
      receiver.answer(200);
      try (Store store = open();
          ManagerFixture manager = ManagerFixture.on(store, Duration.ofSeconds(5))) {
        createPolicies(manager, 6, 8);
        awaitTold(receiver, names(0, 8)); // none twice, since the first manager ended in order
        assertThat(get(manager, created).getStatus().getLosses()).isZero();
      }
    }
  }

  private Store open() {
    return EmbeddedStore.open(folder.resolve("store"), InstantSource.system(), StoreLimits.DEFAULT);
  }

  @Test
  void aReceiverThatSaysNothingDelaysNoOther() throws Exception {
    try (TestReceiver silent = TestReceiver.silent();
        TestReceiver well = TestReceiver.start();
        ManagerFixture manager = ManagerFixture.start()) {
      var _ = create(manager, to(silent));
      var _ = create(manager, to(well));
      createPolicies(manager, 0, 1);
      await().atMost(PATIENCE).until(() -> !silent.refused.isEmpty());
      long start = System.nanoTime();
      createPolicies(manager, 1, 50);
      awaitTold(well, names(0, 50));
      // The silent one's first request alone is given 10 s.
      assertThat(silent.refused).hasSize(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void whatTheLogDroppedIsToldAndDeliveryGoesOnWithTheOldestKept() throws Exception {
    StoreLimits few = StoreLimits.DEFAULT.withEvents(20, Duration.ofDays(1));
    try (TestReceiver receiver = TestReceiver.start();
        Store store = new MemoryStore(InstantSource.system(), few);
        ManagerFixture manager = ManagerFixture.on(store, Duration.ofSeconds(5))) {
      receiver.answer(503);
      Notification created =
          create(manager, to(receiver).setFilter(EventFilter.getDefaultInstance()));
      createPolicies(manager, 0, 100);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(manager, created).getStatus().getLosses()).isPositive());
      receiver.answer(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(receiver.bodies()).anyMatch(b -> b.contains("notification.lost")));
      await().atMost(PATIENCE).until(() -> told(receiver).contains("p99"));
      List<String> told = told(receiver);
      // Each creation is two events: itself, and who asked for it.
      assertThat(told).isEqualTo(names(100 - told.size(), 100)).hasSizeGreaterThan(5);
      createPolicies(manager, 100, 101);
      await().atMost(PATIENCE).until(() -> told(receiver).getLast().equals("p100"));
    }
  }

  @Test
  void oneThatIsRemovedIsToldNoMore() throws Exception {
    try (TestReceiver receiver = TestReceiver.start();
        TestReceiver other = TestReceiver.start();
        ManagerFixture manager = ManagerFixture.start()) {
      Notification created = create(manager, to(receiver));
      var _ = create(manager, to(other));
      createPolicies(manager, 0, 1);
      awaitTold(receiver, names(0, 1));
      String path = "/v1/notifications/" + created.getSpec().getName();
      assertThat(manager.send("DELETE", path, "").statusCode()).isEqualTo(200);
      assertThat(manager.get(path).statusCode()).isEqualTo(404);
      createPolicies(manager, 1, 3);
      awaitTold(other, names(0, 3));
      assertThat(told(receiver)).isEqualTo(names(0, 1));
    }
  }

  @Test
  void slackAndAlertmanagerGetWhatTheyTake() throws Exception {
    try (TestReceiver slack = TestReceiver.start();
        TestReceiver alertmanager = TestReceiver.start();
        ManagerFixture manager = ManagerFixture.start()) {
      Notification created = create(manager, to(slack).setFormat("slack"));
      assertThat(created.getSpec().getUrl()).endsWith("/…");
      var _ = create(manager, to(alertmanager).setFormat("alertmanager"));
      createPolicies(manager, 0, 1);
      awaitTold(slack, names(0, 1));
      awaitTold(alertmanager, names(0, 1));
      assertThat(slack.bodies())
          .containsExactly("{\"text\":\"*policy.created*: policy p0 created\"}");
      assertThat(slack.taken.getFirst().signature()).isEqualTo("null");
      assertThat(alertmanager.bodies().getFirst())
          .startsWith("[{\"labels\":{\"alertname\":\"io.entropy.policy.created\",\"policy\":\"")
          .contains("\"annotations\":{\"summary\":\"policy p0 created\"", "\"startsAt\":\"");
    }
  }

  @Test
  void whatIsWrongIsRefusedInClearWordsAndWithoutTheSecret() throws Exception {
    try (ManagerFixture manager = ManagerFixture.start()) {
      var refused =
          manager.send(
              "POST",
              "/v1/notifications",
              """
              {"spec": {"url": "ftp://x/whsec-7c1f", "format": "slak", "secret": "whsec-7c1f",
                        "filter": {"types": ["Policy!"]}}}\
              """);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("name: it's missing")
          .contains("url: it begins with neither http:// nor https://")
          .contains("`slak` is no format; did you mean `slack`?")
          .contains("`Policy!` isn't a type of event")
          .doesNotContain(SECRET);
      for (String url :
          List.of("", "http://", "http://u:p@host/", "no address", "http://h:99999/")) {
        assertThat(post(manager, "n", url).statusCode()).as(url).isEqualTo(400);
      }
      assertThat(post(manager, "taken", "http://127.0.0.1:9/").statusCode()).isEqualTo(200);
      var twice = post(manager, "Taken", "http://127.0.0.1:9/");
      assertThat(twice.statusCode()).isEqualTo(409);
      assertThat(twice.body()).contains("ALREADY_EXISTS", "Taken");
      var missing = manager.get("/v1/notifications/no");
      assertThat(missing.body()).contains("NOT_FOUND", "there is no notification no");
    }
  }

  private static java.net.http.HttpResponse<String> post(
      ManagerFixture manager, String name, String url) throws Exception {
    return manager.send(
        "POST",
        "/v1/notifications",
        "{\"spec\": {\"name\": \"%s\", \"url\": \"%s\"}}".formatted(name, url));
  }
}

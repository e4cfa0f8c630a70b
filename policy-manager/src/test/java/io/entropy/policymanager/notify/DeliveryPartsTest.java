package io.entropy.policymanager.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a delivery is made of: waits, signatures, what may be shown.
final class DeliveryPartsTest {

  @Test
  void waitsDoubleUpToAMinuteHalfOfThemByChance() {
    Backoff backoff = Backoff.usual(new SplittableRandom(1));
    for (int failures = 1; failures < 100; failures++) {
      long most = failures > 7 ? 60_000 : Math.min(60_000, 500L << (failures - 1));
      assertThat(backoff.after(failures))
          .isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
    }
  }

  @Test
  void theSignatureIsStripes() {
    // printf 1700000000.body | openssl dgst -sha256 -hmac key
    assertThat(Signature.of("key", Instant.ofEpochSecond(1_700_000_000), "body".getBytes(UTF_8)))
        .isEqualTo(
            "t=1700000000,v1=47b6ce0fca59474308e2921c247cb2493dce6b8101d90ac05bd0c6a37d0e046e");
  }

  @Test
  void secretsAndWhatMayBeOneAreNotShown() {
    NotificationSpec.Builder spec =
        NotificationSpec.newBuilder()
            .setFormat("cloudevents")
            .setSecret("s")
            .setUrl("https://host:1/path?token=s");
    assertThat(visible(spec).getUrl()).isEqualTo("https://host:1/path?…");
    assertThat(visible(spec).getSecret()).isEmpty();
    assertThat(visible(spec.setUrl("http://host/a")).getUrl()).isEqualTo("http://host/a");
    assertThat(visible(spec.setFormat("slack")).getUrl()).isEqualTo("http://host/…");
  }

  private static NotificationSpec visible(NotificationSpec.Builder spec) {
    return VisibleNotification.of(Notification.newBuilder().setSpec(spec).build()).getSpec();
  }
}

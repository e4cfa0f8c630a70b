package io.entropy.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoTimeTest {

  @Test
  void durationsAndInstantsComeBackAsTheyWent() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long seconds = random.nextLong(-300_000_000_000L, 300_000_000_000L);
      Duration duration = Duration.ofSeconds(seconds, random.nextInt(1_000_000_000));
      Instant instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
      assertThat(ProtoTime.fromProto(ProtoTime.toProto(duration))).isEqualTo(duration);
      assertThat(ProtoTime.fromProto(ProtoTime.toProto(instant))).isEqualTo(instant);
    }
  }

  @Test
  void bothPartsOfAProtobufDurationHaveOneSign() {
    var proto = ProtoTime.toProto(Duration.ofMillis(-1500));
    assertThat(proto.getSeconds()).isEqualTo(-1);
    assertThat(proto.getNanos()).isEqualTo(-500_000_000);
  }
}

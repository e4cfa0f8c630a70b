package io.entropy.electiondemo.voter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.electiondemo.election.Message;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramsTest {
  @ParameterizedTest
  @EnumSource
  void everyMessageComesBackAsItWas(Message.Kind kind) {
    var message = new Message(kind, Long.MAX_VALUE, "voter-1.example", "voter_2");

    assertThat(Datagrams.decode(Datagrams.encode(message))).contains(message);
  }

  @Test
  void aDatagramIsReadable() {
    var datagram = Datagrams.encode(new Message(Message.Kind.REQUEST_VOTE, 7, "v1", "v2"));

    assertThat(UTF_8.decode(datagram).toString()).isEqualTo("election/1 request-vote 7 v1 v2");
  }

  @Test
  void theLongestMessageFits() {
    var id = "x".repeat(63);
    var longest = new Message(Message.Kind.HEARTBEAT_REPLY, Long.MAX_VALUE, id, id);

    assertThat(Datagrams.encode(longest).remaining()).isLessThan(Datagrams.MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "election/2 heartbeat 7 v1 v2",
        "election/1 shout 7 v1 v2",
        "election/1 HEARTBEAT 7 v1 v2",
        "election/1 heartbeat seven v1 v2",
        "election/1 heartbeat -7 v1 v2",
        "election/1 heartbeat 99999999999999999999 v1 v2",
        "election/1 heartbeat 7 v1",
        "election/1 heartbeat 7 v1 v2 v3"
      })
  void whatIsNoMessageIsNone(String text) {
    assertThat(Datagrams.decode(UTF_8.encode(text))).isEmpty();
  }

  @Test
  void noiseIsNoMessage() {
    var random = new SplittableRandom(42);
    for (int i = 0; i < 10_000; i++) {
      var noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      assertThat(Datagrams.decode(ByteBuffer.wrap(noise))).isEmpty();
    }
  }
}

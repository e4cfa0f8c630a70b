package io.entropy.injectors.kernel.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Rules and elements as the kernel lists them.
class ReplyTest {
  private static final int HEADER = 16;

  private static Message message(MessageWriter written) {
    byte[] bytes = written.toBytes();
    byte[] payload = Arrays.copyOfRange(bytes, HEADER, bytes.length);
    return new Message(0, 0, 0, ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()));
  }

  private static MessageWriter start() {
    return new MessageWriter().start(0, 0, 0).header(1, 0, 0, 0);
  }

  @Test
  void aRuleIsReadWithItsCountersCommentKeyAndTarget() {
    MessageWriter out = start().text(Nf.RULE_TABLE, "t").text(Nf.RULE_CHAIN, "c");
    out.nest(Nf.RULE_EXPRESSIONS);
    out.nest(1).text(1, "immediate").nest(2);
    out.u32(1, 1).nest(2).raw32(1, 42).end().end().end();
    counter(out, 7, 700);
    counter(out, 3, 300);
    out.nest(1).text(1, "immediate").nest(2);
    out.u32(1, 0).nest(2).nest(2).u32(1, -3).text(2, "next").end().end().end().end();
    out.end().bytes(Nf.RULE_USERDATA, Comment.encode("injection-7f3a"));
    out.finish();
    assertThat(RuleInfo.parse(message(out)))
        .isEqualTo(
            new RuleInfo(
                "c",
                "injection-7f3a",
                List.of(new Counter(7, 700), new Counter(3, 300)),
                OptionalInt.of(42),
                "next"));
  }

  private static void counter(MessageWriter out, long packets, long bytes) {
    out.nest(1).text(1, "counter").nest(2).u64(1, bytes).u64(2, packets).end().end();
  }

  @Test
  void onlyElementsWithTimeLeftAreLive() {
    MessageWriter out = start().nest(Nf.SET_ELEM_LIST_ELEMENTS);
    element(out, 1, 250);
    element(out, 2, 0);
    out.end().finish();
    List<ElementInfo> found = new ArrayList<>();
    Elements.parse(message(out), found);
    assertThat(found).containsExactly(new ElementInfo(1, Duration.ofMillis(250)));
  }

  private static void element(MessageWriter out, int key, long left) {
    out.nest(1).nest(Nf.SET_ELEM_KEY).raw32(1, key).end();
    out.u64(Nf.SET_ELEM_TIMEOUT, 1000).u64(Nf.SET_ELEM_EXPIRATION, left).end();
  }

  @Test
  void aCommentSurvivesTheRoundTripAndIsCutWhenTooLong() {
    assertThat(Comment.decode(Comment.encode("injection-7f3a"))).isEqualTo("injection-7f3a");
    assertThat(Comment.decode(Comment.encode("x".repeat(300)))).isEqualTo("x".repeat(127));
    assertThat(Comment.decode(new byte[] {9, 1, 0, 0, 3, 'h', 'i', 0})).isEqualTo("hi");
    assertThat(Comment.decode(new byte[] {0, 50, 'h'})).isEmpty();
    assertThat(Comment.decode(new byte[0])).isEmpty();
  }
}

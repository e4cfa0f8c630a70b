package io.entropy.injectors.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the kernel answers, as it looks on a little-endian machine.
class MessageTest {
  private static List<Message> parse(String... hex) {
    byte[] bytes = HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    return Message.parse(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), bytes.length);
  }

  /// ENOENT for message 9, whose header alone is echoed, with an explanation.
  private static final String REFUSED =
      "34000000 0200 0003 09000000 00000000"
          + "feffffff"
          + "38000000 0e0a 0100 09000000 00000000"
          + "0d00 0100 6e6f74206865726500 000000";

  private static final String ACKNOWLEDGED =
      "24000000 0200 0001 0a000000 00000000" + "00000000" + "44000000 0c0a 0506 0a000000 00000000";

  @Test
  void aRefusalTellsItsMessageItsErrorAndWhy() {
    List<Message> answers = parse(REFUSED, ACKNOWLEDGED);
    assertThat(answers).hasSize(2);
    assertThat(NetlinkSocket.firstRefusal(answers)).isEqualTo(new Refusal(9, 2, "not here"));
    assertThat(NetlinkSocket.acknowledged(answers, 10)).isTrue();
    assertThat(NetlinkSocket.acknowledged(answers, 9)).isFalse();
  }

  @Test
  void anAcknowledgementIsNoRefusal() {
    assertThat(NetlinkSocket.firstRefusal(parse(ACKNOWLEDGED))).isNull();
  }

  @Test
  void aRefusalThatEchoesTheWholeMessageIsReadPastIt() {
    List<Message> answers =
        parse(
            "3c000000 0200 0002 09000000 00000000",
            "feffffff",
            "18000000 0e0a 0100 09000000 00000000 1122334455667788",
            "0d00 0100 6e6f74206865726500 000000");
    assertThat(NetlinkSocket.firstRefusal(answers)).isEqualTo(new Refusal(9, 2, "not here"));
  }

  @Test
  void attributesAreReadWithTheirPaddingAndNesting() {
    Message message =
        parse(
                "30000000 0f0a 0000 01000000 00000000",
                "00 00 0000",
                "0600 0100 6100 0000",
                "1400 0280" + "0800 0300 00000102" + "0700 0400 aabbcc 00")
            .getFirst();
    AttributeReader attributes = message.attributes(4);
    assertThat(attributes.next()).isTrue();
    assertThat(attributes.type()).isOne();
    assertThat(attributes.text()).isEqualTo("a");
    assertThat(attributes.next()).isTrue();
    assertThat(attributes.type()).isEqualTo(2);
    AttributeReader nested = attributes.nested();
    assertThat(nested.next()).isTrue();
    assertThat(nested.u32()).isEqualTo(0x102);
    assertThat(nested.next()).isTrue();
    assertThat(nested.bytes()).containsExactly(0xaa, 0xbb, 0xcc);
    assertThat(nested.next()).isFalse();
    assertThat(attributes.next()).isFalse();
  }

  @Test
  void nonsenseEndsTheReadingInsteadOfRunningAway() {
    assertThat(parse("08000000 0200 0000 01000000 00000000")).isEmpty();
    assertThat(parse("ff000000 0200 0000 01000000 00000000")).isEmpty();
    Message message =
        parse("1c000000 0f0a 0000 01000000 00000000", "00000000", "0300 0100 0000 0000").getFirst();
    assertThat(message.attributes(4).next()).isFalse();
  }
}

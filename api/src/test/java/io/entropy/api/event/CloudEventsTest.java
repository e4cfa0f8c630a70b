package io.entropy.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.entropy.api.text.ProtoTime;
import io.entropy.api.v1.Event;
import io.entropy.api.v1.EventSpec;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Event APPLIED =
      Event.newBuilder()
          .setId("e-1")
          .setSpec(
              EventSpec.newBuilder()
                  .setType(EventTypes.INJECTION_APPLIED)
                  .setTime(ProtoTime.toProto(Instant.parse("2026-01-01T00:00:00.5Z")))
                  .setSource("agent/host1")
                  .setPolicy("p1")
                  .setInjection("i1")
                  .setTarget("c1")
                  .setTargetName("voter-1")
                  .setNode("n1")
                  .setMessage("voter-1: recv_drop percent=30")
                  .setData(
                      Struct.newBuilder()
                          .putFields("tick", number(7))
                          .putFields("asked", text("30%"))))
          .build();

  @Test
  void isOneLineWithAllAttributesOfCloudEvents() {
    assertThat(CloudEvents.toJson(APPLIED))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"e-1","source":"agent/host1",\
            "type":"io.entropy.injection.applied","subject":"i1",\
            "time":"2026-01-01T00:00:00.500Z","datacontenttype":"application/json",\
            "data":{"message":"voter-1: recv_drop percent=30","policy":"p1","injection":"i1",\
            "target":"c1","targetName":"voter-1","node":"n1",\
            "facts":{"asked":"30%","tick":7}}}\
            """);
  }

  @Test
  void emptyFieldsAreLeftOut() {
    Event event =
        Event.newBuilder()
            .setId("e")
            .setSpec(EventSpec.newBuilder().setType("halt").setSource("cli"))
            .build();
    assertThat(CloudEvents.toJson(event))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"e","source":"cli","type":"io.entropy.halt",\
            "datacontenttype":"application/json","data":{}}\
            """);
  }

  @Test
  void subjectIsTheNarrowestThingItIsAbout() throws Exception {
    EventSpec.Builder spec = APPLIED.getSpec().toBuilder();
    assertThat(subject(spec)).isEqualTo("i1");
    assertThat(subject(spec.clearInjection())).isEqualTo("c1");
    assertThat(subject(spec.clearTarget())).isEqualTo("p1");
    assertThat(subject(spec.clearPolicy())).isEqualTo("n1");
  }

  @Test
  void factsOfEveryKindAreJson() throws Exception {
    Struct facts =
        Struct.newBuilder()
            .putFields("list", list(number(1), list(), text("x"), list(number(0.5), number(-2))))
            .putFields(
                "struct", Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build())
            .putFields("true", Value.newBuilder().setBoolValue(true).build())
            .putFields("null", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
            .putFields("none", Value.getDefaultInstance())
            .putFields("infinite", number(Double.POSITIVE_INFINITY))
            .putFields("large", number(1e300))
            .putFields("small", number(-1e-7))
            .build();
    JsonNode read = facts(facts);
    assertThat(read.get("list").toString()).isEqualTo("[1,[],\"x\",[0.5,-2]]");
    assertThat(read.get("struct").isObject()).isTrue();
    assertThat(read.get("true").booleanValue()).isTrue();
    assertThat(read.get("null").isNull()).isTrue();
    assertThat(read.get("none").isNull()).isTrue();
    assertThat(read.get("infinite").isNull()).isTrue();
    assertThat(read.get("large").doubleValue()).isEqualTo(1e300);
    assertThat(read.get("small").doubleValue()).isEqualTo(-1e-7);
  }

  @Test
  void anyTextStaysOnOneLineAndReadsBackAsTheSame() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      String key = randomText(random);
      String value = randomText(random);
      Struct facts = Struct.newBuilder().putFields(key, text(value)).build();
      assertThat(facts(facts).get(key).textValue()).isEqualTo(value);
    }
  }

  @Test
  void halfACharacterBecomesTheReplacementCharacter() throws Exception {
    Struct facts = Struct.newBuilder().putFields("half", text("a\ud83d!\ude00")).build();
    assertThat(facts(facts).get("half").textValue()).isEqualTo("a\ufffd!\ufffd");
  }

  @Test
  void anyNumberReadsBackAsTheSame() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Struct facts = Struct.newBuilder().putFields("n", number(value)).build();
        assertThat(facts(facts).get("n").doubleValue()).isEqualTo(value);
      }
    }
  }

  private static JsonNode facts(Struct facts) throws Exception {
    Event event = APPLIED.toBuilder().setSpec(APPLIED.getSpec().toBuilder().setData(facts)).build();
    String line = CloudEvents.toJson(event);
    assertThat(line).doesNotContain("\n", "\r", "\u2028", "\u2029");
    return JSON.readTree(line).get("data").get("facts");
  }

  private static String subject(EventSpec.Builder spec) throws Exception {
    Event event = APPLIED.toBuilder().setSpec(spec).build();
    return JSON.readTree(CloudEvents.toJson(event)).get("subject").textValue();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '\u2028' : point);
    }
    return text.toString();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static Value list(Value... values) {
    return Value.newBuilder()
        .setListValue(ListValue.newBuilder().addAllValues(java.util.List.of(values)))
        .build();
  }
}

package io.entropy.injectors.spi.mode.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.Cidr;
import io.entropy.api.text.CountRange;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Percent;
import io.entropy.api.text.TextException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
  enum Shape {
    FLAT,
    VERY_ROUND
  }

  @Test
  void eachReadsItsTextAndWritesItCanonically() throws TextException {
    assertCanonical(ValueType.percent(), "30%", new Percent(30), "30");
    assertCanonical(ValueType.count(CountRange.positive()), "007", 7L, "7");
    assertCanonical(
        ValueType.duration(DurationRange.positive()), "1500ms", Duration.ofMillis(1500), "1s500ms");
    assertCanonical(ValueType.choice(Shape.class), "Very-Round", Shape.VERY_ROUND, "very-round");
    assertCanonical(ValueType.choice(List.of("a", "b")), " b ", "b", "b");
    assertCanonical(
        ValueType.protocols(), "icmp, TCP,tcp", List.of(Protocol.TCP, Protocol.ICMP), "tcp,icmp");
    assertCanonical(ValueType.interfaceName(), "eth0", "eth0", "eth0");
    assertCanonical(ValueType.text("PATH", "a path"), "/tmp x", "/tmp x", "/tmp x");
    assertThat(ValueType.ports().format(ValueType.ports().read("8080,80"))).isEqualTo("80,8080");
  }

  @Test
  void endpointsAreContainersOrAddresses() throws TextException {
    var type = ValueType.endpoints();
    List<Endpoint> read = type.read("voter-1, 10.0.0.0/8,::1,voter-1");
    assertThat(read)
        .containsExactly(
            new Endpoint.Container("voter-1"),
            new Endpoint.Network(Cidr.read("10.0.0.0/8")),
            new Endpoint.Network(Cidr.read("::1")));
    assertThat(type.read(type.format(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "'', an endpoint is missing",
    "'a,', an endpoint is missing",
    "300.1.1.1, isn't an IP address",
    "10.0.0.1/8, did you mean 10.0.0.0/8?",
    "some where, neither a container's name nor an address",
    "voter/1, isn't an IP address",
  })
  void saysWhatIsWrongWithAnEndpoint(String text, String problem) {
    assertThatThrownBy(() -> ValueType.endpoints().read(text)).hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a:b", "two words", "sixteen-letters-", "ü"})
  void refusesWhatNoInterfaceIsCalled(String text) {
    assertThatThrownBy(() -> ValueType.interfaceName().read(text))
        .hasMessageContaining("can't be an interface's name")
        .hasMessageContaining("eth0");
  }

  @Test
  void choiceNamesTheNearestAndAllOfThem() {
    assertThatThrownBy(() -> ValueType.protocols().read("tpc"))
        .hasMessageContaining("did you mean `tcp`?")
        .hasMessageContaining("tcp, udp or icmp");
    assertThat(ValueType.choice(List.of("only")).expected()).isEqualTo("only");
  }

  @Test
  void emptyTextIsNoText() {
    assertThatThrownBy(() -> ValueType.text("PATH", "a path").read(" "))
        .hasMessageContaining("it's empty; expected a path");
  }

  @Test
  void closedOnesHaveCandidatesForCompletion() {
    assertThat(ValueType.choice(Shape.class).candidates()).containsExactly("flat", "very-round");
    assertThat(ValueType.protocols().candidates()).containsExactly("tcp", "udp", "icmp");
    assertThat(ValueType.percent().candidates()).isEmpty();
    assertThat(ValueType.choice(Shape.class).placeholder()).isEqualTo("flat|very-round");
  }

  @Test
  void helpSaysUnitAndRange() {
    assertThat(ValueType.percent().expected()).contains("0 to 100");
    assertThat(ValueType.count(new CountRange(2, 9)).expected())
        .isEqualTo("a whole number from 2 to 9");
    assertThat(ValueType.duration(DurationRange.notNegative()).expected())
        .startsWith("a duration from 0s up")
        .contains("units: ns, us, ms, s, m, h or d");
    assertThat(ValueType.duration(DurationRange.notNegative()).placeholder()).isEqualTo("DURATION");
  }

  private static <T> void assertCanonical(ValueType<T> type, String text, T value, String canonical)
      throws TextException {
    assertThat(type.read(text)).isEqualTo(value);
    assertThat(type.format(value)).isEqualTo(canonical);
    assertThat(type.read(canonical)).isEqualTo(value);
    assertThat(type.placeholder()).isNotBlank();
    assertThat(type.expected()).isNotBlank();
  }
}

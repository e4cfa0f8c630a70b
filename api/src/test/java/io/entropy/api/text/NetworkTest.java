package io.entropy.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ports and addresses.
class NetworkTest {

  @Test
  void readsPortsAndRanges() throws TextException {
    assertThat(Ports.read("80, 443,8000-8080").ranges())
        .containsExactly(new PortRange(80, 80), new PortRange(443, 443), new PortRange(8000, 8080));
  }

  @Test
  void sortsAndMergesPorts() throws TextException {
    assertThat(Ports.read("443,80-90,85-100,101,80")).hasToString("80-101,443");
    assertThat(Ports.read("1-65535,9")).hasToString("1-65535");
  }

  @ParameterizedTest
  @CsvSource({
    "0, `0` is too small",
    "65536, `65536` is too large",
    "'80,', a port is missing",
    "90-80, did you mean 80-90?",
    "http, `http` isn't a port",
    "80-, a port is missing",
    "-80, `-80` is too small",
    "1-2-3, `2-3` isn't a port",
  })
  void saysWhatIsWrongWithPorts(String text, String problem) {
    assertThatThrownBy(() -> Ports.read(text))
        .hasMessageContaining(problem)
        .hasMessageContaining("such as 80,443,8000-8080");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3",
    "10.1.2.3/32, 10.1.2.3",
    "10.0.0.0/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "fd00::/8, fd00:0:0:0:0:0:0:0/8",
    "::1, 0:0:0:0:0:0:0:1",
    "2001:DB8::/33, 2001:db8:0:0:0:0:0:0/33",
  })
  void readsAddressesAndNetworks(String text, String canonical) throws TextException {
    assertThat(Cidr.read(text)).hasToString(canonical);
    assertThat(Cidr.read(canonical)).isEqualTo(Cidr.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "10.1", "10.1.2", "256.1.1.1", "0x7f.0.0.1", "1.2.3.4.5", "::1%eth0",
        "[::1]", ":::", "1:2", "", "/8", "gg::1", "10.0.0.0 /8"
      })
  void refusesWhatIsNoLiteral(String text) {
    assertThatThrownBy(() -> Cidr.read(text)).hasMessageContaining("isn't an IP address");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, did you mean 10.0.0.0/8?",
    "10.0.0.0/33, from /0 to /32",
    "::/129, from /0 to /128",
    "10.0.0.0/255.0.0.0, isn't a prefix length",
    "::ffff:10.1.2.3, did you mean 10.1.2.3?",
  })
  void saysWhatIsWrongWithANetwork(String text, String problem) {
    assertThatThrownBy(() -> Cidr.read(text)).hasMessageContaining(problem);
  }

  @Test
  void networkContainsItsAddressesOnly() throws Exception {
    Cidr network = Cidr.read("172.16.0.0/12");
    assertThat(network.contains(InetAddress.ofLiteral("172.31.255.255"))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral("172.32.0.0"))).isFalse();
    assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Cidr.read("::/0").contains(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(network.isIpv4()).isTrue();
    assertThat(network.isOneAddress()).isFalse();
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      bytes[0] |= 1;
      Cidr address = Cidr.of(InetAddress.getByAddress(bytes));
      assertThat(Cidr.read(address.toString())).isEqualTo(address);
      Ports ports = ports(random);
      assertThat(Ports.read(ports.toString())).isEqualTo(ports);
    }
  }

  private static Ports ports(Random random) {
    List<PortRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int first = random.nextInt(1, 65_536);
      ranges.add(new PortRange(first, Math.min(65_535, first + random.nextInt(50))));
    }
    return new Ports(ranges);
  }
}

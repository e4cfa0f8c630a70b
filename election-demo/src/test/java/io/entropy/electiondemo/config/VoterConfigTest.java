package io.entropy.electiondemo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.electiondemo.election.Timing;
import io.entropy.electiondemo.election.Variant;
import io.entropy.electiondemo.voter.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoterConfigTest {
  private static VoterConfig parse(String... flags) {
    return VoterConfig.parse(List.of(flags), Map.of());
  }

  @Test
  void needsOnlyIdAndPeers() {
    var config = parse("--id=v1", "--peers=v1:7000,v2:7001");

    assertThat(config)
        .isEqualTo(
            new VoterConfig(
                "v1",
                List.of(new Peer("v2", "v2", 7001)),
                new InetSocketAddress(7000),
                new InetSocketAddress(8080),
                Path.of("data"),
                Timing.DEFAULT,
                Variant.SAFE));
  }

  @Test
  void takesEveryFlag() {
    var config =
        parse(
            "--id=a",
            "--peers=a@127.0.0.1:7001,b@[::1]:7002",
            "--bind=127.0.0.1",
            "--port=7001",
            "--http-port=0",
            "--data=/tmp/a",
            "--timeout-ms=150-300",
            "--heartbeat-ms=50",
            "--unsafe=no-majority");

    assertThat(config.peers()).containsExactly(new Peer("b", "::1", 7002));
    assertThat(config.listen())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 7001));
    assertThat(config.http().getPort()).isZero();
    assertThat(config.timing())
        .isEqualTo(
            new Timing(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofMillis(50)));
    assertThat(config.variant()).isEqualTo(Variant.NO_MAJORITY);
  }

  @Test
  void theEnvironmentCountsUnlessEmptyAndFlagsOverruleIt() {
    var environment =
        Map.of(
            "ELECTION_ID", "v1",
            "ELECTION_PEERS", "v1:7000,v2:7000",
            "ELECTION_HTTP_PORT", "9000",
            "ELECTION_UNSAFE", "");

    var config = VoterConfig.parse(List.of("--http-port=9001"), environment);

    assertThat(config.id()).isEqualTo("v1");
    assertThat(config.variant()).isEqualTo(Variant.SAFE);
    assertThat(config.http().getPort()).isEqualTo(9001);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    assertThatExceptionOfType(InvalidConfig.class)
        .isThrownBy(() ->
            parse(
                "--peers=v2",
                "--port=0",
                "--http-port=http",
                "--heartbeat-ms=200",
                "--unsafe=yes",
                "--verbose"))
        .satisfies(wrong ->
            assertThat(String.valueOf(wrong.getMessage()).lines())
                .containsExactlyInAnyOrder(
                    "--id: needed: 1 to 63 letters, digits, dots, underscores or hyphens",
                    "--peers: 'v2' is not host:port or id@host:port",
                    "--peers: has to list every voter, this one ('') too",
                    "--port: a port from 1 to 65535, not 0",
                    "--http-port: a whole number, not 'http'",
                    "--heartbeat-ms: from 1 to half of the shortest election time-out",
                    "--unsafe: forget-vote or no-majority, not 'yes'",
                    "--verbose: unknown; there are --name=value with the names "
                        + String.join(", ", Settings.NAMES)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "v1:7000,v1:7001     | 'v1' is there twice",
        "v1:7000,v2:70000    | 'v2:70000' has no port",
        "v1:7000,v 2:7000    | 'v 2' is no id",
        "v1:7000,[::1]:7000  | '::1' is no id",
        "v1:7000,            | '' is not host:port"
      })
  void namesThePeerThatIsWrong(String peers, String problem) {
    assertThatExceptionOfType(InvalidConfig.class)
        .isThrownBy(() -> parse("--id=v1", "--peers=" + peers))
        .withMessageContaining(problem);
  }

  @Test
  void anElectionTimeoutIsARange() {
    assertThatExceptionOfType(InvalidConfig.class)
        .isThrownBy(() -> parse("--id=v1", "--peers=v1:1", "--timeout-ms=300"))
        .withMessageContaining("a range such as 300-600");
    assertThatExceptionOfType(InvalidConfig.class)
        .isThrownBy(() -> parse("--id=v1", "--peers=v1:1", "--timeout-ms=600-600"))
        .withMessageContaining("or votes split");
  }
}

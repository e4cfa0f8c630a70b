package io.entropy.injectors.latency.impairment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our tables against the files that iproute2 has installed on this host for tc.
class DistributionTableIT {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/tc"),
          Path.of("/usr/lib64/tc"),
          Path.of("/usr/share/tc"),
          Path.of("/usr/lib/x86_64-linux-gnu/tc"),
          Path.of("/usr/lib/aarch64-linux-gnu/tc"));

  private static int[] installed(String name) throws IOException {
    Optional<Path> file =
        PLACES.stream().map(p -> p.resolve(name + ".dist")).filter(Files::exists).findFirst();
    assumeTrue(file.isPresent(), "iproute2 has put no " + name + ".dist into any of " + PLACES);
    try (Stream<String> lines = Files.lines(file.orElseThrow())) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.strip().split(" +", -1)))
          .filter(word -> !word.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    }
  }

  private static int[] ours(DistributionTable table) {
    return IntStream.range(0, DistributionTable.SIZE).map(table::value).toArray();
  }

  @Test
  void eachNumberIsThatOfIproute2() throws IOException {
    assertThat(ours(DistributionTable.NORMAL)).isEqualTo(installed("normal"));
    assertThat(ours(DistributionTable.PARETO)).isEqualTo(installed("pareto"));
    assertThat(ours(DistributionTable.PARETONORMAL)).isEqualTo(installed("paretonormal"));
  }
}

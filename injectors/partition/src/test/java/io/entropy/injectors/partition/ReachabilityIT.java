package io.entropy.injectors.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Target;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.partition.Reachability.Pair;
import io.entropy.injectors.partition.Shape.Cut;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who reaches whom of seven containers: before, during and after a partition of each shape and
/// direction, over both versions of IP.
class ReachabilityIT extends OnContainers {
  private static final int SEVEN = 7;

  private final List<Target> targets = new ArrayList<>();
  private final List<Reachability> reachabilities = new ArrayList<>();

  @BeforeAll
  void startContainers() throws IOException {
    List<TestContainer> containers = new ArrayList<>();
    for (int i = 0; i < SEVEN; i++) {
      TestContainer container = container("--label", "part=" + (i < 3 ? "in" : "out"));
      containers.add(container);
      Target target = container.target();
      targets.add(
          target.toBuilder()
              .setSpec(target.getSpec().toBuilder().putLabels("part", i < 3 ? "in" : "out"))
              .build());
    }
    for (Ip ip : Ip.values()) {
      reachabilities.add(new Reachability(containers, ip));
    }
  }

  @AfterAll
  void closeSockets() throws IOException {
    for (Reachability reachability : reachabilities) {
      reachability.close();
    }
  }

  private void assertReach(Set<Pair> expected, String when) throws Exception {
    for (Reachability reachability : reachabilities) {
      assertThat(reachability.measure(expected)).as(when).isEqualTo(expected);
    }
  }

  private static Set<Pair> without(List<Cut> cuts, Way way) {
    Set<Pair> left = Reachability.all(SEVEN);
    for (Cut cut : cuts) {
      if (way != Way.RECV) {
        left.remove(new Pair(cut.off(), cut.from()));
      }
      if (way != Way.SEND) {
        left.remove(new Pair(cut.from(), cut.off()));
      }
    }
    return left;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Stream<Arguments> shapesAndWays() {
    return Stream.of(Shape.values())
        .flatMap(shape -> Stream.of(Way.values()).map(way -> Arguments.of(shape, way)));
  }

  @ParameterizedTest
  @MethodSource("shapesAndWays")
  void exactlyTheCutPairsDoNotReachEachOtherAsLongAsItLasts(Shape shape, Way way) throws Exception {
    assertReach(Reachability.all(SEVEN), "before");
    String parameters = "shape=" + word(shape) + " direction=" + word(way);
    List<Started> parts = new Members(targets).cut(session(), parameters, List.of());
    try {
      assertReach(without(shape.cuts(SEVEN), way), "during");
      for (Started part : parts) {
        assertAsAsked(part, way);
      }
    } finally {
      for (Started part : parts) {
        part.close();
      }
    }
    assertReach(Reachability.all(SEVEN), "after");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void membersAreCutOffFromPeersAndNobodyElse(Way way) throws Exception {
    List<Cut> cuts = new ArrayList<>();
    for (int member = 0; member < 3; member++) {
      for (int peer = 3; peer < SEVEN; peer++) {
        cuts.add(new Cut(member, peer));
      }
    }
    List<Started> parts =
        new Members(targets.subList(0, 3))
            .cut(session(), "peers=part=out direction=" + word(way), targets.subList(3, SEVEN));
    try {
      assertThat(parts).hasSize(3);
      assertReach(without(cuts, way), "during");
    } finally {
      for (Started part : parts) {
        part.close();
      }
    }
    assertReach(Reachability.all(SEVEN), "after");
  }

  private static void assertAsAsked(Started part, Way way) throws Exception {
    Fidelity fidelity = part.fault().observe();
    assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
    assertThat(part.count("pairs_unknown")).isZero();
    assertThat(part.count("pairs_cut")).isPositive();
    long sent = part.count("sent_packets_dropped");
    long received = part.count("received_packets_dropped");
    switch (way) {
      // Where both sides drop what they send, nothing is left to receive.
      case BOTH, SEND -> assertThat(sent).isPositive();
      case RECV -> assertThat(received).isPositive();
    }
    assertThat(way == Way.RECV ? sent : received).isZero();
  }
}

package io.entropy.injectors.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.latency.OneWay.Trip;
import io.entropy.injectors.network.Ip;
import io.entropy.injectors.network.OnContainers;
import io.entropy.injectors.network.Share;
import io.entropy.injectors.spi.engine.Started;
import io.entropy.injectors.spi.engine.TestContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which packets overtake others.
class ReorderIT extends OnContainers {
  private static final int PACKETS = 600;

  private TestContainer target;
  private TestContainer peer;

  @BeforeAll
  void startContainers() {
    target = container();
    peer = container();
  }

  private static List<Long> numbers(List<Trip> trips, boolean ahead) {
    return trips.stream().filter(trip -> trip.millis() < 2_000 == ahead).map(Trip::number).toList();
  }

  @ParameterizedTest
  @CsvSource({"V4, 25", "V6, 60"})
  void theShareThatWasAskedGoesAheadAndTheOthersLater(Ip ip, int percent) throws Exception {
    String asked = "protocol=udp time=2s percent=" + percent;
    try (Started reorder = session().start(new ReorderProvider(), target, asked);
        OneWay traffic = OneWay.between(peer, target, ip.address(target))) {
      List<Trip> trips = traffic.send(PACKETS, Duration.ZERO);
      assertThat(trips).hasSize(PACKETS);
      List<Long> ahead = numbers(trips, true);
      assertThat(ahead).isSorted();
      assertThat(numbers(trips, false)).isSorted();
      new Share(percent).assertIs(ahead.size(), PACKETS);
      assertThat(reorder.count("packets_reordered")).isEqualTo(ahead.size());
      assertThat(reorder.seen()).isEqualTo(PACKETS);
    }
  }

  @Test
  void onlyEachSoManiethMayGoAhead() throws Exception {
    String asked = "protocol=udp time=2s percent=100 gap=5";
    try (Started _ = session().start(new ReorderProvider(), target, asked);
        OneWay traffic = OneWay.between(peer, target, Ip.V4.address(target))) {
      for (int i = 0; i < 20; i++) {
        traffic.send();
      }
      assertThat(numbers(traffic.receiveUntil(4, new ArrayList<>()), true))
          .containsExactly(4L, 9L, 14L, 19L);
    }
  }
}

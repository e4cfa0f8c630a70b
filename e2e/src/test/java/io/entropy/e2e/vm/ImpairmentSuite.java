package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.e2e.vm.Packets.Trip;
import io.entropy.injectors.latency.CorruptProvider;
import io.entropy.injectors.latency.DuplicateProvider;
import io.entropy.injectors.latency.ReorderProvider;
import io.entropy.injectors.spi.ActiveFault;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.engine.Started;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What netem does to packets besides delaying them, in both directions, in the guest.
class ImpairmentSuite extends OnPair {
  private static final int PACKETS = 60;

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void allThatIsToBeCorruptedIs(String direction) throws Exception {
    try (Started corrupt =
            start(new CorruptProvider(), "percent=100 protocol=udp direction=" + direction);
        Packets packets = Packets.of(pair(), direction, 0)) {
      // A bit of the sender's hardware address is nobody's loss: 6 bytes of 1,042.
      assertThat(packets.send(PACKETS, PACKETS, 300)).hasSizeLessThan(PACKETS / 4);
      Fidelity fidelity = corrupt.fault().observe();
      assertThat(corrupt.count("packets_exposed")).isEqualTo(PACKETS);
      assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
      corrupt.fault().end();
      assertThat(packets.send(PACKETS, PACKETS, 2_000)).hasSize(PACKETS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void allThatIsToBeDuplicatedComesTwice(String direction) throws Exception {
    String parameters = "percent=100 method=netem protocol=udp direction=" + direction;
    try (Started first = start(new DuplicateProvider(), parameters);
        Packets packets = Packets.of(pair(), direction, 0)) {
      assertThat(numbers(packets.send(5, 10, 3_000)))
          .containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L);
      Fidelity fidelity = first.fault().observe();
      assertThat(first.count("packets_duplicated")).isEqualTo(5);
      assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
      ActiveFault previous = first.fault();
      try (Started next = session().arm(new DuplicateProvider(), target(), parameters)) {
        next.fault().takeOver(previous, LEASE);
        assertThat(next.fault().verify().active()).as(next.fault().verify().detail()).isTrue();
        assertThat(previous.verify().active()).isFalse();
        assertThat(packets.send(5, 10, 3_000)).hasSize(10);
        assertThat(previous.observe().getVerdict()).isEqualTo(Verdict.AS_ASKED);
      }
      assertThat(packets.send(5, 6, 300)).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recv", "send"})
  void someOvertakeOthers(String direction) throws Exception {
    String parameters = "percent=50 time=300ms protocol=udp direction=" + direction;
    try (Started reorder = start(new ReorderProvider(), parameters);
        Packets packets = Packets.of(pair(), direction, 0)) {
      List<Long> arrived = numbers(packets.send(PACKETS, PACKETS, 5_000));
      assertThat(arrived).hasSize(PACKETS).doesNotHaveDuplicates();
      assertThat(arrived).isNotEqualTo(arrived.stream().sorted().toList());
      assertThat(reorder.count("packets_reordered")).isBetween(5L, PACKETS - 5L);
      Fidelity fidelity = reorder.fault().observe();
      assertThat(fidelity.getVerdict()).as(fidelity.getAchieved()).isEqualTo(Verdict.AS_ASKED);
    }
  }

  @Test
  void aDuplicatingEmulatorBesideAnotherIsRefusedWithTheReason() throws Exception {
    try (Started corrupt = start(new CorruptProvider(), "percent=0 direction=send")) {
      assertThatExceptionOfType(InjectorException.class)
          .isThrownBy(
              () -> start(new DuplicateProvider(), "percent=100 method=netem direction=send"))
          .withMessageContaining("stands alone");
      assertThat(corrupt.fault().verify().active()).isTrue();
    }
  }

  private static List<Long> numbers(List<Trip> trips) {
    return trips.stream().map(Trip::number).toList();
  }
}

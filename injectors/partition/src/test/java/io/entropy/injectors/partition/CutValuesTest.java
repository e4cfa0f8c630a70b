package io.entropy.injectors.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.Fidelity;
import io.entropy.api.v1.Fidelity.Verdict;
import io.entropy.api.v1.Peer;
import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a cut's undo records and its fidelity say.
class CutValuesTest {
  private static final Peer KNOWN = TestPeers.named("voter2", true, "10.0.0.2", "fd00::2");
  private static final Peer ELSEWHERE = TestPeers.named("voter3", false, "10.1.0.3");
  private static final Counters FIVE = new Counters(5, 500, 5, 500);

  private static Undo undo(String... details) {
    return new Undo("i", "s", "partition", "t", "name", Map.of(details[0], details[1]));
  }

  private static double number(Fidelity fidelity, String name) {
    return fidelity.getMeasurementsList().stream()
        .filter(m -> m.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void undoRecordsOfBothDirectionsComeBackFromTheOneThatIsKept() {
    Map<Direction, Undo> each =
        Map.of(Direction.RECEIVE, undo("fault", "1"), Direction.SEND, undo("fault", "2"));
    assertThat(CutUndo.split(CutUndo.join(each))).isEqualTo(each);
    Map<Direction, Undo> one = Map.of(Direction.SEND, undo("fault", "2"));
    assertThat(CutUndo.split(CutUndo.join(one))).isEqualTo(one);
  }

  @Test
  void whatCouldNotBeRemovedOutweighsWhatWas() {
    Reverted inert = new Reverted.Inert("x");
    Reverted removed = new Reverted.Removed();
    Reverted nothing = new Reverted.Nothing("gone");
    assertThat(CutUndo.worse(nothing, removed)).isEqualTo(removed);
    assertThat(CutUndo.worse(removed, nothing)).isEqualTo(removed);
    assertThat(CutUndo.worse(removed, inert)).isEqualTo(inert);
    assertThat(CutUndo.worse(inert, removed)).isEqualTo(inert);
    assertThat(CutUndo.worse(nothing, nothing)).isEqualTo(nothing);
  }

  @Test
  void packetsAreToldByDirection() {
    Fidelity fidelity =
        CutFidelity.of(
            Way.BOTH,
            new Peers(List.of(KNOWN)),
            Map.of(Direction.SEND, FIVE, Direction.RECEIVE, new Counters(2, 90, 2, 90)));
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.AS_ASKED);
    assertThat(fidelity.getAsked()).isEqualTo("cut off from voter2, both ways");
    assertThat(fidelity.getAchieved()).isEqualTo("5 packets sent and 2 received were dropped");
    assertThat(number(fidelity, "sent_packets_dropped")).isEqualTo(5);
    assertThat(number(fidelity, "received_packets_dropped")).isEqualTo(2);
    assertThat(number(fidelity, "packets_dropped")).isEqualTo(7);
    assertThat(number(fidelity, "bytes_dropped")).isEqualTo(590);
  }

  @Test
  void withoutAPacketNothingIsConcluded() {
    Fidelity fidelity =
        CutFidelity.of(
            Way.SEND, new Peers(List.of(KNOWN)), Map.of(Direction.SEND, new Counters(0, 0, 0, 0)));
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(fidelity.getAchieved()).isEqualTo("no packet came by");
  }

  @Test
  void aPacketThatGotThroughTheRulesIsADifference() {
    Fidelity fidelity =
        CutFidelity.of(
            Way.RECV,
            new Peers(List.of(KNOWN)),
            Map.of(Direction.RECEIVE, new Counters(6, 600, 5, 500)));
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void pairsThatMayReachEachOtherAnotherWayAreNamed() {
    Fidelity fidelity =
        CutFidelity.of(
            Way.BOTH, new Peers(List.of(KNOWN, ELSEWHERE)), Map.of(Direction.SEND, FIVE));
    assertThat(fidelity.getAsked()).contains("voter2, voter3");
    assertThat(fidelity.getAchieved()).contains("reaches voter3 another way isn't known");
    assertThat(number(fidelity, "pairs_cut")).isEqualTo(1);
    assertThat(number(fidelity, "pairs_unknown")).isEqualTo(1);
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void pairsThatAreReachedAtAHiddenAddressAreNamedWithIt() {
    Peer published = KNOWN.toBuilder().addHiddenBehind("port 8080/tcp of its host").build();
    Fidelity fidelity =
        CutFidelity.of(
            Way.BOTH, new Peers(List.of(KNOWN, published)), Map.of(Direction.SEND, FIVE));
    assertThat(fidelity.getAchieved())
        .contains("what reaches voter2 at port 8080/tcp of its host isn't cut");
    assertThat(number(fidelity, "pairs_cut")).isEqualTo(1);
    assertThat(number(fidelity, "pairs_partly_cut")).isEqualTo(1);
    assertThat(fidelity.getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }
}

package io.entropy.injectors.kernel.tc;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.kernel.fault.Fault.Stage;
import io.entropy.injectors.kernel.fault.Match;
import io.entropy.injectors.kernel.fault.Ports;
import io.entropy.injectors.kernel.tc.Netem.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Netem LATE = Netem.NOTHING.withDelay(Delay.of(Duration.ofMillis(100)));
  private static final Netem TWICE = Netem.NOTHING.withDuplicate(Chance.of(1));
  private static final Limit SLOW = new Limit(1_000, 1_600, 51_200);

  private final Lanes lanes = new Lanes();

  private static Lead toPort(int port, Treatment treatment) {
    Stage stage = Stage.anyOf(new Match.DestinationPort(Ports.of(port)));
    return new Lead(Direction.RECEIVE, Optional.empty(), List.of(stage), treatment);
  }

  private List<Integer> minors(Lane lane) {
    return lanes.combinations(lane).stream().map(Combination::minor).toList();
  }

  @Test
  void eachHasABitAndAClassWithEachThatItMayMeet() {
    Lane all = lanes.add(1, Lead.ofAll(Direction.RECEIVE, LATE));
    assertThat(minors(all)).containsExactly(1);
    Lane first = lanes.add(2, toPort(80, SLOW));
    assertThat(minors(first)).containsExactly(2, 3);
    Lane second = lanes.add(3, toPort(81, LATE));
    assertThat(minors(second)).as("no packet goes to both ports").containsExactly(4, 5);
    Lane sent = lanes.add(4, Lead.ofAll(Direction.SEND, LATE));
    assertThat(minors(sent)).as("what is sent isn't received").containsExactly(8);
    assertThat(minors(all)).containsExactly(1, 3, 5);
    lanes.remove(first);
    assertThat(minors(lanes.add(5, toPort(81, LATE))))
        .as("a bit that is free again")
        .containsExactly(2, 3, 6, 7);
  }

  @Test
  void aClassHasARateAndAnEmulatorForAll() {
    Lane slow = lanes.add(1, Lead.ofAll(Direction.SEND, SLOW));
    Lane late = lanes.add(2, Lead.ofAll(Direction.SEND, LATE));
    Combination both = lanes.combinations(late).getLast();
    assertThat(both.limit()).hasValue(SLOW);
    assertThat(both.netem()).hasValue(LATE);
    assertThat(both.serves(slow)).isTrue();
    assertThat(both.serves(late)).isTrue();
    assertThat(both.queue()).as("100 bytes more than 51,200, in packets").isEqualTo(100);
  }

  @Test
  void ofTwoThatContradictEachOtherTheLaterCounts() {
    Limit slower = new Limit(500, 1_600, 51_200);
    Lane first = lanes.add(1, Lead.ofAll(Direction.SEND, SLOW));
    Lane later = lanes.add(2, Lead.ofAll(Direction.SEND, slower));
    Combination both = lanes.combinations(first).getLast();
    assertThat(both.limit()).hasValue(slower);
    assertThat(both.serves(first)).isFalse();
    assertThat(both.serves(later)).isTrue();
  }

  @Test
  void whatDuplicatesServesOnlyWhatMeetsNothingElse() {
    Lane twice = lanes.add(1, Lead.ofAll(Direction.SEND, TWICE));
    Lane slow = lanes.add(2, Lead.ofAll(Direction.SEND, SLOW));
    Combination both = lanes.combinations(slow).getLast();
    assertThat(both.netem()).isEmpty();
    assertThat(both.serves(twice)).isFalse();
    assertThat(Combination.alone(twice).netem()).hasValue(TWICE);
  }

  @Test
  void whatIsLostForAnothersSakeIsNotItsOwn() {
    Lane late = lanes.add(1, Lead.ofAll(Direction.SEND, LATE));
    Netem lossy = Netem.NOTHING.withLossModel(Chance.of(0.5));
    Lane losing = lanes.add(2, Lead.ofAll(Direction.SEND, lossy));
    Combination both = lanes.combinations(losing).getLast();
    ClassReading reading = new ClassReading(100, 10, 9, 0, 20, 2, 0, 0);
    assertThat(both.share(losing, reading).dropped()).isEqualTo(9);
    assertThat(both.share(late, reading).dropped()).isZero();
    assertThat(both.share(late, reading).forOthers()).isEqualTo(9);
    both.keep(reading, losing);
    assertThat(late.before()).isEqualTo(new ClassReading(100, 10, 2, 0, 0, 0, 0, 9));
    assertThat(losing.before()).isEqualTo(ClassReading.NONE);
  }

  @Test
  void tooManyAreRefused() {
    Lead lead = Lead.ofAll(Direction.SEND, LATE);
    for (int fault = 1; fault <= Lanes.MOST_THAT_MEET; fault++) {
      assertThat(lanes.obstacle(lead)).isEmpty();
      lanes.add(fault, lead);
    }
    assertThat(lanes.obstacle(lead).orElseThrow()).startsWith("6 faults").contains("may meet");
    for (int fault = Lanes.MOST_THAT_MEET + 1; fault <= Lanes.MOST; fault++) {
      assertThat(lanes.obstacle(toPort(fault, LATE))).isEmpty();
      lanes.add(fault, toPort(fault, LATE));
    }
    assertThat(lanes.obstacle(toPort(80, LATE)).orElseThrow()).startsWith("15 faults");
  }
}

package io.entropy.policymanager.injection;

import static io.entropy.api.v1.InjectionState.ASSIGNED;
import static io.entropy.api.v1.InjectionState.COMPLETE;
import static io.entropy.api.v1.InjectionState.NEW;
import static io.entropy.api.v1.InjectionState.ORPHANED;
import static io.entropy.api.v1.InjectionState.PENDING;
import static io.entropy.api.v1.InjectionState.PREPARING;
import static io.entropy.api.v1.InjectionState.REJECTED;
import static io.entropy.api.v1.InjectionState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.InjectionState;
import io.entropy.policymanager.injection.InjectionTransitions.Writer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every state × every state × every writer, against the rules of the ladder said in other words.
final class InjectionTransitionsTest {
  private static final List<InjectionState> STATES =
      Arrays.stream(InjectionState.values()).filter(s -> s != InjectionState.UNRECOGNIZED).toList();

  @Test
  void statesOnlyGrowWhoeverWrites() {
    for (Writer writer : Writer.values()) {
      for (InjectionState from : STATES) {
        for (InjectionState to : STATES) {
          if (to.getNumber() <= from.getNumber()) {
            assertThat(InjectionTransitions.allowed(writer, from, to)).as("%s", to).isFalse();
          }
        }
      }
    }
  }

  @Test
  void whatIsOverStaysAsItIs() {
    for (Writer writer : Writer.values()) {
      for (InjectionState from : STATES) {
        for (InjectionState to : STATES) {
          if (from.getNumber() >= COMPLETE.getNumber()) {
            assertThat(InjectionTransitions.allowed(writer, from, to)).as("%s", from).isFalse();
          }
        }
      }
    }
  }

  @Test
  void anAgentSaysEverythingBetweenAssignedAndTheEnd() {
    for (InjectionState from : STATES) {
      for (InjectionState to : STATES) {
        int f = from.getNumber();
        int t = to.getNumber();
        boolean bound = f >= ASSIGNED.getNumber() && f < COMPLETE.getNumber();
        boolean begun = f > PREPARING.getNumber();
        boolean expected = bound && t > f && to != ORPHANED && !(to == REJECTED && begun);
        assertThat(InjectionTransitions.allowed(Writer.AGENT, from, to))
            .as("%s → %s", from, to)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void onlyTheControllerBindsAndOnlyTheDispatcherGivesUp() {
    assertThat(InjectionTransitions.allowed(Writer.POLICY_CONTROLLER, NEW, ASSIGNED)).isTrue();
    assertThat(InjectionTransitions.allowed(Writer.POLICY_CONTROLLER, PENDING, REJECTED)).isTrue();
    assertThat(InjectionTransitions.allowed(Writer.AGENT, PENDING, ASSIGNED)).isFalse();
    assertThat(InjectionTransitions.allowed(Writer.POLICY_CONTROLLER, ASSIGNED, RUNNING)).isFalse();
    assertThat(InjectionTransitions.allowed(Writer.DISPATCHER, RUNNING, ORPHANED)).isTrue();
    assertThat(InjectionTransitions.allowed(Writer.DISPATCHER, RUNNING, COMPLETE)).isFalse();
  }
}

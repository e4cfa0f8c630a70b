package io.entropy.policymanager.injection;

import static io.entropy.api.v1.InjectionState.ACCEPTED;
import static io.entropy.api.v1.InjectionState.ASSIGNED;
import static io.entropy.api.v1.InjectionState.COMPLETE;
import static io.entropy.api.v1.InjectionState.FAILED;
import static io.entropy.api.v1.InjectionState.NEW;
import static io.entropy.api.v1.InjectionState.ORPHANED;
import static io.entropy.api.v1.InjectionState.PENDING;
import static io.entropy.api.v1.InjectionState.PREPARING;
import static io.entropy.api.v1.InjectionState.READY;
import static io.entropy.api.v1.InjectionState.REJECTED;
import static io.entropy.api.v1.InjectionState.RUNNING;
import static io.entropy.api.v1.InjectionState.SHUTDOWN;
import static io.entropy.api.v1.InjectionState.STARTING;

import io.entropy.api.v1.InjectionState;
import java.util.List;
import java.util.Set;

/// Who may move an injection's observed state from where to where: the table, as data.
///
/// States only ever grow. Reports are gathered for some time before they're sent, so a step may
/// leave states out. What is over stays as it is. REJECTED is for what never began to be made.
public final class InjectionTransitions {

  /// Who writes an observed state.
  public enum Writer {
    /// The policy controller admits and binds.
    POLICY_CONTROLLER,
    /// The agent of the injection's node, through whatever carries its reports.
    AGENT,
    /// The dispatcher gives up on injections of a node that stays away.
    DISPATCHER
  }

  private record Rule(Writer writer, Set<InjectionState> from, Set<InjectionState> to) {}

  private static final Set<InjectionState> BOUND =
      Set.of(ASSIGNED, ACCEPTED, PREPARING, READY, STARTING, RUNNING);

  private static final List<Rule> RULES =
      List.of(
          new Rule(Writer.POLICY_CONTROLLER, Set.of(NEW), Set.of(PENDING, ASSIGNED, REJECTED)),
          new Rule(Writer.POLICY_CONTROLLER, Set.of(PENDING), Set.of(ASSIGNED, REJECTED)),
          new Rule(
              Writer.AGENT,
              BOUND,
              Set.of(ACCEPTED, PREPARING, READY, STARTING, RUNNING, COMPLETE, SHUTDOWN, FAILED)),
          new Rule(Writer.AGENT, Set.of(ASSIGNED, ACCEPTED, PREPARING), Set.of(REJECTED)),
          new Rule(Writer.DISPATCHER, BOUND, Set.of(ORPHANED)));

  private InjectionTransitions() {}

  public static boolean allowed(Writer writer, InjectionState from, InjectionState to) {
    return to.compareTo(from) > 0
        && RULES.stream()
            .anyMatch(r -> r.writer() == writer && r.from().contains(from) && r.to().contains(to));
  }
}

package io.entropy.injectors.kernel.fault;

import java.util.List;

/// Faults that tests use.
final class Faults {
  private Faults() {}

  static Fault of(Direction direction, int id, Action action, Fault.Stage... stages) {
    return new Fault(id, "injection-" + id, direction, List.of(stages), action);
  }

  static Fault receive(int id, Action action, Fault.Stage... stages) {
    return of(Direction.RECEIVE, id, action, stages);
  }

  static Fault send(int id, Action action, Fault.Stage... stages) {
    return of(Direction.SEND, id, action, stages);
  }
}

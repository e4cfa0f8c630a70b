package io.entropy.store.conformance;

import static io.entropy.store.conformance.Samples.in;
import static io.entropy.store.conformance.Samples.injection;
import static io.entropy.store.conformance.Samples.policy;
import static io.entropy.store.conformance.Samples.seeded;

import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.InjectionState;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.util.List;
import java.util.Locale;

/// A kind that random histories work on, and how its objects are made from a number.
record Subject<T>(Kind<T> kind, Maker<T> maker) {
  static final List<String> NAMES = List.of("loss", "delay", "pause");
  static final List<String> NODES = List.of("n0", "n1");

  static final Subject<FailurePolicy> POLICIES =
      new Subject<>(Kinds.FAILURE_POLICIES, Subject::makePolicy);
  static final Subject<Injection> INJECTIONS =
      new Subject<>(Kinds.INJECTIONS, Subject::makeInjection);
  static final List<Subject<?>> ALL = List.of(POLICIES, INJECTIONS);

  interface Maker<T> {
    T make(String id, int value);
  }

  T make(int id, int value) {
    return maker.make("id" + id, value);
  }

  private static FailurePolicy makePolicy(String id, int value) {
    String name = NAMES.get(value % NAMES.size());
    return seeded(policy(id, value % 2 == 0 ? name : name.toUpperCase(Locale.ROOT)), value);
  }

  private static Injection makeInjection(String id, int value) {
    return in(
        injection(id, "p" + value % 3, NODES.get(value % 2), "t" + value % 5),
        InjectionState.forNumber(value % 13));
  }
}

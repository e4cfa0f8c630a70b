package io.entropy.policymanager.policy;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorContext;
import io.entropy.injectors.spi.InjectorProvider;
import io.entropy.injectors.spi.group.Division;
import io.entropy.injectors.spi.group.Grouping;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureMode.Layer;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mode on groups of three and more: the first member is about all the others, and they are about
/// it; outsiders are nobody's business.
record GroupMode() implements InjectorProvider, Grouping {
  static final FailureModes MODES = FailureModes.of(List.of(new GroupMode()));

  @Override
  public FailureMode mode() {
    return new FailureMode(
        "test_split", List.of(), "A mode of this test.", Layer.NETWORK, List.of(), List.of(), "");
  }

  @Override
  public Optional<Grouping> grouping() {
    return Optional.of(this);
  }

  @Override
  public Division divide(Parameters parameters, List<Target> members, List<Target> others) {
    if (members.size() < 3) {
      return new Division.Impossible("it needs at least 3", 3, members.size());
    }
    List<Division.Part> parts = new ArrayList<>();
    parts.add(new Division.Part(members.getFirst(), members.subList(1, members.size())));
    for (Target member : members.subList(1, members.size())) {
      parts.add(new Division.Part(member, members.subList(0, 1)));
    }
    return new Division.Parts(parts);
  }

  @Override
  public Injector open(InjectorContext context) {
    throw new UnsupportedOperationException("the policy manager opens no injector");
  }
}

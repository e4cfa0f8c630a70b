package io.entropy.api.selector;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.Requirement;
import io.entropy.api.v1.Selector;
import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A target selector, ready to be asked about targets.
///
/// A target matches when all requirements hold, no `exclude` matches, and project and container
/// name, where set, are its own. A selector with nothing set matches every container. Entropy's own
/// containers (label [Labels#ROLE]) match only when named exactly.
public final class TargetMatcher implements Predicate<Target> {
  private final List<Requirement> requirements;
  private final List<Selector> exclude;
  private final String project;
  private final Optional<ContainerPattern> container;

  private TargetMatcher(TargetSelector selector, Optional<ContainerPattern> container) {
    this.requirements = selector.getRequirementsList();
    this.exclude = selector.getExcludeList();
    this.project = selector.getProject();
    this.container = container;
  }

  /// Makes one ready.
  ///
  /// @throws InvalidInputException when the container's pattern is none
  public static TargetMatcher of(TargetSelector selector) {
    if (selector.getContainer().isEmpty()) {
      return new TargetMatcher(selector, Optional.empty());
    }
    Violations violations = new Violations();
    var container = violations.read("container", selector.getContainer(), ContainerPattern::read);
    violations.throwIfAny();
    return new TargetMatcher(selector, container);
  }

  @Override
  public boolean test(Target target) {
    Map<String, String> labels = target.getSpec().getLabelsMap();
    String name = target.getSpec().getName();
    return (!labels.containsKey(Labels.ROLE) || isNamed(name))
        && container.map(c -> c.matches(name)).orElse(true)
        && (project.isEmpty() || project.equals(labels.get(Labels.COMPOSE_PROJECT)))
        && all(requirements, labels)
        && exclude.stream().noneMatch(e -> matches(e, labels));
  }

  /// Whether a conjunction of requirements holds; an empty one holds for nothing, so that an empty
  /// `exclude` leaves nothing out.
  private static boolean matches(Selector selector, Map<String, String> labels) {
    return selector.getRequirementsCount() > 0 && all(selector.getRequirementsList(), labels);
  }

  private static boolean all(List<Requirement> requirements, Map<String, String> labels) {
    return requirements.stream().allMatch(r -> holds(r, labels));
  }

  private static boolean holds(Requirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case EXISTS -> value != null;
      case ABSENT -> value == null;
      case EQUALS, IN -> value != null && requirement.getValuesList().contains(value);
      case NOT_EQUALS -> value == null || !requirement.getValuesList().contains(value);
      case OPERATOR_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("no operator: " + requirement);
    };
  }

  private boolean isNamed(String name) {
    return container
        .map(c -> c instanceof ContainerPattern.Exactly e && e.matches(name))
        .orElse(false);
  }
}

package io.entropy.injectors.spi.mode;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The declaration of a failure mode.
///
/// @param name in snake_case, as it's typed
/// @param aliases other names it answers to
/// @param summary one line
/// @param layer what of the target it acts on
/// @param parameters in the order in which they're shown
/// @param rules across parameters
/// @param notes what a user must know, as Markdown, for the reference page; may be empty
/// @param span whether its faults last
public record FailureMode(
    String name,
    List<String> aliases,
    String summary,
    Layer layer,
    List<Parameter<?>> parameters,
    List<Rule> rules,
    String notes,
    Span span) {

  /// One whose faults last.
  public FailureMode(
      String name,
      List<String> aliases,
      String summary,
      Layer layer,
      List<Parameter<?>> parameters,
      List<Rule> rules,
      String notes) {
    this(name, aliases, summary, layer, parameters, rules, notes, Span.LASTING);
  }

  public FailureMode {
    aliases = List.copyOf(aliases);
    parameters = List.copyOf(parameters);
    rules = List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (Parameter<?> parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException(name + " declares " + parameter.name() + " twice");
      }
    }
    for (Rule rule : rules) {
      if (!names.containsAll(rule.parameters())) {
        throw new IllegalArgumentException(name + " has a rule on undeclared " + rule.parameters());
      }
    }
  }

  public Optional<Parameter<?>> parameter(String wanted) {
    return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
  }

  public boolean answersTo(String typed) {
    return name.equals(typed) || aliases.contains(typed);
  }

  /// The parameters of a failure from their texts by name.
  ///
  /// @throws InvalidInputException with everything that is wrong with them
  public Parameters read(Map<String, String> texts) {
    Violations violations = new Violations();
    Optional<Parameters> parameters = read(texts, violations);
    violations.throwIfAny();
    return parameters.orElseThrow();
  }

  /// The same, noting what is wrong; empty when something is.
  public Optional<Parameters> read(Map<String, String> texts, Violations violations) {
    return new ParametersReader(this, violations).read(texts);
  }

  /// What of a target a mode acts on; decides which targets are one and the same for it.
  public enum Layer {
    /// The network namespace: containers that share one are one target, and the host's is refused.
    NETWORK,
    /// The container's processes.
    CONTAINER
  }

  /// How long a fault is there.
  public enum Span {
    /// For its injection's duration, under a lease.
    LASTING,
    /// It's over once it's done, and can't be undone: no duration, no lease, no renewal.
    INSTANT
  }
}

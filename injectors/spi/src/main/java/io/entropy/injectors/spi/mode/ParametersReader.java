package io.entropy.injectors.spi.mode;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violations;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the parameters of one failure against its mode's declaration, noting all that is wrong.
/// One thread.
final class ParametersReader {
  private final FailureMode mode;
  private final Violations violations;
  private final Map<Parameter<?>, Object> values = new LinkedHashMap<>();
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> wrong = new HashSet<>();

  ParametersReader(FailureMode mode, Violations violations) {
    this.mode = mode;
    this.violations = violations;
  }

  /// Empty when something is wrong.
  Optional<Parameters> read(Map<String, String> texts) {
    int before = violations.toList().size();
    texts.keySet().stream().sorted().forEach(this::checkName);
    mode.parameters().forEach(p -> value(p, Optional.ofNullable(texts.get(p.name()))));
    Parameters parameters = new Parameters(values, given);
    mode.rules().forEach(rule -> check(rule, parameters));
    return violations.toList().size() == before ? Optional.of(parameters) : Optional.empty();
  }

  private void checkName(String typed) {
    List<String> names = mode.parameters().stream().map(Parameter::name).toList();
    if (!names.contains(typed)) {
      String problem = "`" + mode.name() + "` has no such parameter" + Nearest.hint(typed, names);
      violations.add(
          field(typed),
          problem,
          names.isEmpty() ? "no parameters" : "one of " + String.join(", ", names));
    }
  }

  private <T> void value(Parameter<T> parameter, Optional<String> text) {
    if (text.isEmpty() && parameter.presence() instanceof Parameter.Presence.Required) {
      wrong.add(parameter.name());
      violations.add(field(parameter.name()), "it has to be given", parameter.type().expected());
      return;
    }
    Optional<String> effective = text.or(parameter::defaultText);
    if (effective.isEmpty()) {
      return;
    }
    Optional<T> value =
        violations.read(field(parameter.name()), effective.get(), parameter.type()::read);
    if (value.isEmpty()) {
      wrong.add(parameter.name());
      return;
    }
    values.put(parameter, value.get());
    if (text.isPresent()) {
      given.put(parameter.name(), parameter.type().format(value.get()));
    }
  }

  private void check(Rule rule, Parameters parameters) {
    if (rule.parameters().stream().noneMatch(wrong::contains) && !rule.holds().test(parameters)) {
      violations.add(field(rule.parameters().getFirst()), rule.problem(), rule.expected());
    }
  }

  private String field(String parameter) {
    return mode.name() + " " + parameter;
  }
}

package io.entropy.cli.context;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violations;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A user's contexts by name, and which of them is in use. A value.
///
/// @param current the name of the one in use; empty when none is
public record Contexts(String current, Map<String, Context> all) {
  public static final Contexts NONE = new Contexts("", Map.of());

  /// What a name stands for.
  ///
  /// @param endpoint as `-H` takes it
  /// @param tlsDir where the certificates for it are; empty when it needs none
  public record Context(String endpoint, String tlsDir) {}

  public Contexts {
    all = Collections.unmodifiableMap(new TreeMap<>(all));
  }

  /// The context of that name.
  ///
  /// @param field where the name comes from
  /// @throws io.entropy.api.text.InvalidInputException when there is none
  public Context named(String field, String name) {
    Context found = all.get(name);
    if (found == null) {
      Violations violations = new Violations();
      violations.add(
          field,
          "there is no context `" + name + "`" + Nearest.hint(name, all.keySet()),
          all.isEmpty()
              ? "one that 'entropy context set' has made"
              : String.join(", ", all.keySet()));
      violations.throwIfAny();
    }
    return Objects.requireNonNull(found);
  }

  /// The one in use, if there is one.
  public Optional<Context> inUse() {
    return current.isEmpty() ? Optional.empty() : Optional.of(named("current", current));
  }

  Contexts with(String name, Context context) {
    Map<String, Context> more = new TreeMap<>(all);
    more.put(name, context);
    return new Contexts(current, more);
  }

  /// In use no more, either.
  Contexts without(String name) {
    Map<String, Context> fewer = new TreeMap<>(all);
    fewer.remove(name);
    return new Contexts(current.equals(name) ? "" : current, fewer);
  }

  Contexts using(String name) {
    return new Contexts(name, all);
  }
}

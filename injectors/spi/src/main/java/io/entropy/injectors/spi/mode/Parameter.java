package io.entropy.injectors.spi.mode;

import io.entropy.api.text.TextException;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.Optional;

/// The declaration of one parameter of a failure mode.
///
/// @param name in snake_case, as it's typed before `=`
/// @param type which values it takes
/// @param presence what holds when it isn't given
/// @param help one line, without the type, range and default, which are shown beside it
public record Parameter<T>(String name, ValueType<T> type, Presence presence, String help) {

  public Parameter {
    if (presence instanceof Presence.Default(String text)) {
      try {
        presence = new Presence.Default(type.format(type.read(text)));
      } catch (TextException e) {
        throw new IllegalArgumentException("the default of " + name + ": " + e.getMessage(), e);
      }
    }
  }

  public static <T> Parameter<T> withDefault(
      String name, ValueType<T> type, String text, String help) {
    return new Parameter<>(name, type, new Presence.Default(text), help);
  }

  public static <T> Parameter<T> optional(String name, ValueType<T> type, String help) {
    return new Parameter<>(name, type, new Presence.Optional(), help);
  }

  public static <T> Parameter<T> required(String name, ValueType<T> type, String help) {
    return new Parameter<>(name, type, new Presence.Required(), help);
  }

  /// Canonical text of the default; empty when there is none.
  public Optional<String> defaultText() {
    return presence instanceof Presence.Default(String text) ? Optional.of(text) : Optional.empty();
  }

  /// What holds when a parameter isn't given.
  public sealed interface Presence {
    /// This value holds.
    record Default(String text) implements Presence {}

    /// Nothing holds.
    record Optional() implements Presence {}

    /// It has to be given.
    record Required() implements Presence {}
  }
}

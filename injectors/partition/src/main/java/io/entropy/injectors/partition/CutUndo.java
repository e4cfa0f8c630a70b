package io.entropy.injectors.partition;

import io.entropy.injectors.kernel.fault.Direction;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The undo records of a cut's directions as one, and back: details of the one that is received are
/// `receive.namespace` and so on.
final class CutUndo {
  private CutUndo() {}

  /// @param each at least one, all of the same injection
  static Undo join(Map<Direction, Undo> each) {
    Map<String, String> details = new HashMap<>();
    each.forEach((direction, undo) ->
        undo.details().forEach((key, value) -> details.put(prefix(direction) + key, value)));
    return with(each.values().iterator().next(), details);
  }

  static Map<Direction, Undo> split(Undo joined) {
    Map<Direction, Undo> each = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      Map<String, String> details = new HashMap<>();
      joined
          .details()
          .forEach((key, value) -> {
            if (key.startsWith(prefix(direction))) {
              details.put(key.substring(prefix(direction).length()), value);
            }
          });
      if (!details.isEmpty()) {
        each.put(direction, with(joined, details));
      }
    }
    return each;
  }

  private static String prefix(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT) + ".";
  }

  private static Undo with(Undo undo, Map<String, String> details) {
    return new Undo(
        undo.injectionId(), undo.session(), undo.mode(), undo.targetId(), undo.target(), details);
  }

  /// What to say of both: that something couldn't be removed, else that something was.
  static Reverted worse(Reverted one, Reverted other) {
    return switch (one) {
      case Reverted.Inert inert -> inert;
      case Reverted.Removed removed -> other instanceof Reverted.Inert ? other : removed;
      case Reverted.Nothing _ -> other;
    };
  }
}

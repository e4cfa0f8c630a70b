package io.entropy.injectors.partition;

import io.entropy.injectors.kernel.fault.Direction;
import java.util.List;

/// Which packets of a cut pair are lost, seen from the side that is cut off.
enum Way {
  /// All: each side loses what it sends to the other and what it receives from it.
  BOTH("both ways"),
  /// What it sends; it hears the other side still.
  SEND("what it sends"),
  /// What it receives; the other side hears it still.
  RECV("what it receives");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// What the rules of a side that is cut off are on.
  List<Direction> directions() {
    return switch (this) {
      case BOTH -> List.of(Direction.RECEIVE, Direction.SEND);
      case SEND -> List.of(Direction.SEND);
      case RECV -> List.of(Direction.RECEIVE);
    };
  }
}

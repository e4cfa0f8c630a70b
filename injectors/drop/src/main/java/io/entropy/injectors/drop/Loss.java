package io.entropy.injectors.drop;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.spi.mode.Parameters;

/// What is lost: the kernel's action, and the same in words.
record Loss(Action.Drop action, String words) {

  static Loss of(Parameters parameters) {
    return parameters
        .find(DropMode.EVERY)
        .map(n -> new Loss(new Action.DropEvery(n.intValue()), "every " + ordinal(n) + " packet"))
        .orElseGet(() ->
            new Loss(
                Action.dropPercent(parameters.get(DropMode.PERCENT).value()),
                parameters.get(DropMode.PERCENT) + "% of packets"));
  }

  private static String ordinal(long n) {
    String ending =
        n % 100 >= 11 && n % 100 <= 13
            ? "th"
            : switch ((int) (n % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return n + ending;
  }
}

package io.entropy.bench.soak;

import io.entropy.bench.host.Command;
import io.entropy.bench.host.Container;
import java.io.IOException;
import java.util.List;

/// What nft(8) lists in containers' network namespaces: tables, chains, sets, their elements and
/// rules, of whoever. As text, since its JSON of tables that have an owner breaks off (1.0.6).
final class NftObjects {
  private NftObjects() {}

  static int count(List<Container> containers) throws InterruptedException {
    int count = 0;
    for (Container container : containers) {
      count += container.pid() == 0 ? 0 : count(container.pid());
    }
    return count;
  }

  private static int count(long pid) throws InterruptedException {
    try {
      String enter = Long.toString(pid);
      return count(Command.of("nsenter", "-t", enter, "-n", "nft", "list", "ruleset").run());
    } catch (IOException _) {
      return 0; // it was restarted meanwhile
    }
  }

  private static int count(String ruleset) {
    int count = 0;
    boolean inElements = false;
    for (String line : ruleset.lines().map(String::strip).toList()) {
      inElements |= line.startsWith("elements =");
      if (inElements) {
        count += (int) line.chars().filter(c -> c == ',').count();
        count += line.endsWith("}") ? 1 : 0; // behind the last no comma stands
        inElements = !line.endsWith("}");
      } else if (isObject(line)) {
        count++;
      }
    }
    return count;
  }

  /// What isn't the end of one, or an attribute of a table, a set or a base chain.
  private static boolean isObject(String line) {
    return !line.isEmpty()
        && !line.equals("}")
        && !line.startsWith("type ")
        && !line.startsWith("flags ")
        && !line.startsWith("size ");
  }
}

package io.entropy.electiondemo.config;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with the flags so far.
final class Problems {
  private final List<String> found = new ArrayList<>();

  void add(String flag, String problem) {
    found.add("--" + flag + ": " + problem);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidConfig(found);
    }
  }
}

package io.entropy.electiondemo.config;

import java.util.List;

/// Says what is wrong with a voter's flags, one line a problem.
public final class InvalidConfig extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidConfig(List<String> problems) {
    super(String.join("\n", problems));
  }
}

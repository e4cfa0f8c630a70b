package io.entropy.e2e.run;

import io.entropy.e2e.process.EntropyProcess;
import java.util.List;

/// A command that has run to its end.
record Finished(int exitCode, List<String> out, List<String> err) {

  static Finished of(EntropyProcess process) throws InterruptedException {
    int exitCode = process.awaitExit();
    return new Finished(exitCode, process.out(), process.err());
  }

  String stdout() {
    return String.join("\n", out);
  }

  String stderr() {
    return String.join("\n", err);
  }

  /// What a run with `-o json` told.
  RunEvents events() {
    return RunEvents.of(out);
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\n" + stdout() + "\n" + stderr();
  }
}

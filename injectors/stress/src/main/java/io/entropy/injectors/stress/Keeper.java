package io.entropy.injectors.stress;

import io.entropy.injectors.kernel.process.FedProgram;
import java.util.List;
import java.util.Optional;

/// A running `entropy-stress`. It ends its workers at the time that it's told, when this JVM ends,
/// and when it's closed. Used by one thread at a time.
final class Keeper implements AutoCloseable {
  private final FedProgram program;
  private Reading last = Reading.none();

  private Keeper(FedProgram program) {
    this.program = program;
  }

  /// Starts it with its workers, which wait; [#last] says whether they do.
  static Keeper start(List<String> command) {
    Keeper keeper = new Keeper(FedProgram.start(command));
    Reading _ = keeper.heard(keeper.program.answer());
    return keeper;
  }

  Reading last() {
    return last;
  }

  /// @param until by [System#nanoTime]
  Reading release(long until) {
    return ask("r " + until);
  }

  /// Keeps them at work until then, unless their time is over: `LOST`.
  Reading keep(long until) {
    return ask("k " + until);
  }

  Reading endWorkers() {
    return ask("e");
  }

  Reading read() {
    return ask("s");
  }

  @Override
  public void close() {
    program.close(); // its workers die with it
  }

  private Reading ask(String line) {
    return heard(program.ask(line));
  }

  private Reading heard(Optional<String> answer) {
    last = answer.map(Reading::of).orElseGet(() -> last.gone());
    return last;
  }
}

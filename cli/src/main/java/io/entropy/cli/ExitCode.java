package io.entropy.cli;

/// The exit codes of every command; scripts and CI rely on them.
public final class ExitCode {
  /// The steady state held, or was left and regained (with `--strict`: held). Or the command
  /// worked.
  public static final int OK = 0;

  /// The steady state was left and not regained by the end; with `--strict`: was left at all.
  public static final int DEVIATED = 1;

  /// What was typed can't be done.
  public static final int USAGE = 2;

  /// No container matched at the start.
  public static final int NO_MATCH = 3;

  /// Entropy or something that it needs failed.
  public static final int ERROR = 4;

  /// Aborted, or too little was seen to judge.
  public static final int INCONCLUSIVE = 5;

  /// Ctrl-C or SIGTERM.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}

package io.entropy.cli.run;

import io.entropy.cli.output.EventPrinter;
import io.entropy.cli.output.JsonPrinter;
import io.entropy.cli.output.LivePrinter;
import io.entropy.cli.output.PlainPrinter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/// Which printer fits what was asked and where output goes.
public final class Printers {
  private Printers() {}

  public static EventPrinter choose(RunPlan.Output output, boolean verbose) {
    // Without the locks and the encoder of System.out's defaults; every printer flushes by the
    // line.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    ZoneId zone = ZoneId.systemDefault();
    return switch (output) {
      case JSON -> new JsonPrinter(out);
      case PLAIN -> new PlainPrinter(out, zone, verbose);
      case AUTO ->
          isTerminal() ? new LivePrinter(out, zone, verbose) : new PlainPrinter(out, zone, verbose);
    };
  }

  /// The start script knows whether standard output is a terminal; Java's console only tells when
  /// standard input is one too.
  private static boolean isTerminal() {
    return Boolean.getBoolean("entropy.terminal") && !"dumb".equals(System.getenv("TERM"));
  }
}

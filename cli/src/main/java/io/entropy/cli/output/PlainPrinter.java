package io.entropy.cli.output;

import io.entropy.api.v1.Event;
import java.io.PrintStream;
import java.time.ZoneId;

/// One line an event, without colours: for pipes and logs.
public final class PlainPrinter implements EventPrinter {
  private final PrintStream out;
  private final EventLine line;

  public PlainPrinter(PrintStream out, ZoneId zone, boolean verbose) {
    this.out = out;
    this.line = new EventLine(zone, verbose);
  }

  @Override
  public void print(Event event) {
    if (line.isShown(event)) {
      out.println(line.format(event));
      out.flush();
    }
  }

  @Override
  public void close() {}
}

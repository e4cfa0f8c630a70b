package io.entropy.cli.output;

import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import java.io.PrintStream;
import java.time.ZoneId;

/// Coloured lines above a status line that is drawn anew with every event: for a terminal.
public final class LivePrinter implements EventPrinter {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final EventLine line;
  private final LiveStatus status = new LiveStatus();

  public LivePrinter(PrintStream out, ZoneId zone, boolean verbose) {
    this.out = out;
    this.line = new EventLine(zone, verbose);
  }

  @Override
  public void print(Event event) {
    status.see(event);
    out.print(CLEAR_LINE);
    if (line.isShown(event)) {
      String type = event.getSpec().getType();
      out.println(
          "%s%s%s %s%-21s%s %s"
              .formatted(
                  FAINT,
                  line.time(event),
                  PLAIN,
                  colour(type),
                  type,
                  PLAIN,
                  event.getSpec().getMessage()));
    }
    out.print(FAINT + status + PLAIN);
    out.flush();
  }

  @Override
  public void close() {
    out.print(CLEAR_LINE);
    out.flush();
  }

  private static String colour(String type) {
    return switch (type) {
      case EventTypes.INJECTION_FAILED,
          EventTypes.INJECTION_LEAKED,
          EventTypes.STEADYSTATE_DEVIATED ->
          RED;
      case EventTypes.INJECTION_VERIFIED,
          EventTypes.INJECTION_EXPIRED,
          EventTypes.INJECTION_REFUSED,
          EventTypes.TARGET_REFUSED,
          EventTypes.TARGET_LOST ->
          YELLOW;
      case EventTypes.STEADYSTATE_BASELINED,
          EventTypes.STEADYSTATE_HELD,
          EventTypes.STEADYSTATE_RECOVERED ->
          GREEN;
      default -> PLAIN;
    };
  }
}

package io.entropy.cli.output;

import io.entropy.api.event.CloudEvents;
import io.entropy.api.v1.Event;
import java.io.PrintStream;

/// One CloudEvent a line, every event, for programs.
public final class JsonPrinter implements EventPrinter {
  private final PrintStream out;

  public JsonPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(Event event) {
    out.println(CloudEvents.toJson(event));
    out.flush();
  }

  @Override
  public void close() {}
}

package io.entropy.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.event.CloudEvents;
import io.entropy.api.event.EventTypes;
import io.entropy.api.v1.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventPrinterTest {
  private static final String ESCAPE = "\u001b";
  private static final Event SHOWN = Events.of(EventTypes.INJECTION_VERIFIED, "a", "i");
  private static final Event HIDDEN = Events.of(EventTypes.ROLL, "", "");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void jsonIsOneCloudEventALineForEveryEvent() {
    try (EventPrinter printer = new JsonPrinter(out)) {
      printer.print(SHOWN);
      printer.print(HIDDEN);
    }
    assertThat(printed().lines())
        .containsExactly(CloudEvents.toJson(SHOWN), CloudEvents.toJson(HIDDEN));
  }

  @Test
  void plainLinesHaveNoEscapes() {
    try (EventPrinter printer = new PlainPrinter(out, ZoneOffset.UTC, false)) {
      printer.print(SHOWN);
      printer.print(HIDDEN);
    }
    assertThat(printed().lines()).hasSize(1);
    assertThat(printed())
        .contains("injection.verified")
        .doesNotContain(ESCAPE)
        .doesNotContain("\r");
  }

  @Test
  void eachLineIsWrittenOutAtOnce() {
    EventPrinter printer = new PlainPrinter(out, ZoneOffset.UTC, false);
    printer.print(SHOWN);
    assertThat(printed()).endsWith("something happened" + System.lineSeparator());
    printer.close();
  }

  @Test
  void aTerminalHasItsStatusLineBelowTheEvents() {
    EventPrinter printer = new LivePrinter(out, ZoneOffset.UTC, false);
    printer.print(SHOWN);
    printer.print(HIDDEN);
    String last = printed().lines().toList().getLast();
    assertThat(printed().lines().filter(l -> l.contains("something happened"))).hasSize(1);
    assertThat(last).contains("1 ticks").startsWith(ESCAPE + "[K");
    printer.close();
    assertThat(printed()).as("the status line is gone").endsWith("\r" + ESCAPE + "[K");
  }
}

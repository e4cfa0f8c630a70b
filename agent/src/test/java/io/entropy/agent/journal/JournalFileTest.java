package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.agent.journal.JournalLine.Done;
import io.entropy.agent.journal.JournalLine.Header;
import io.entropy.agent.journal.JournalLine.Open;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JournalFileTest {
  private static final Header HEADER = new Header(1, "5e551071", 42, 123456, "entropy run \"x\"");

  private static String text(JournalLine... lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JournalLine line : lines) {
      text.append(new String(JournalJson.write(line), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    JournalFile file = JournalFile.parse(text(HEADER, new Open(1, Undos.of("a"))));
    assertThat(file.header()).contains(HEADER);
    assertThat(file.open()).containsOnlyKeys(1L).containsValue(Undos.of("a"));
    assertThat(file.damaged()).isEmpty();
  }

  @Test
  void leavesOutWhatWasUndone() throws IOException {
    JournalFile file =
        JournalFile.parse(
            text(HEADER, new Open(1, Undos.of("a")), new Open(2, Undos.of("b")), new Done(1)));
    assertThat(file.open()).containsOnlyKeys(2L);
  }

  @Test
  void toleratesALastLineTornAnywhere() throws IOException {
    String whole = text(HEADER, new Open(1, Undos.of("a")));
    String last = text(new Open(2, Undos.of("b")));
    for (int torn = 0; torn < last.length(); torn++) {
      JournalFile file = JournalFile.parse(whole + last.substring(0, torn));
      assertThat(file.open()).containsOnlyKeys(1L);
      assertThat(file.damaged()).isEmpty();
    }
  }

  @Test
  void tellsOfADamagedLineAndReadsTheRest() throws IOException {
    String text =
        text(HEADER)
            + "{\"undo\":1,\"inj\u0000\n"
            + "garbage\n\n{}\n"
            + text(new Open(2, Undos.of("b")));
    JournalFile file = JournalFile.parse(text);
    assertThat(file.damaged()).extracting(JournalFile.Damage::line).containsExactly(2, 3, 4, 5);
    assertThat(file.open()).containsOnlyKeys(2L);
  }

  @Test
  void tellsOfAFormatThatItDoesNotKnow() throws IOException {
    JournalFile file = JournalFile.parse(text(new Header(2, "5e551071", 42, 1, "")));
    assertThat(file.header()).isEmpty();
    assertThat(file.damaged().getFirst().why()).contains("format 2");
  }

  @Test
  void readsNothingFromAnEmptyFile() {
    JournalFile file = JournalFile.parse("");
    assertThat(file.header()).isEmpty();
    assertThat(file.open()).isEmpty();
    assertThat(file.damaged()).isEmpty();
  }
}

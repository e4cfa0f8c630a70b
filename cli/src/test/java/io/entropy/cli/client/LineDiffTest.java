package io.entropy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LineDiffTest {

  @Test
  void keepsWhatIsCommon() {
    assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "x", "c", "d")))
        .containsExactly("  a", "- b", "+ x", "  c", "+ d");
  }

  @Test
  void isAllNewWhereThereWasNothing() {
    assertThat(LineDiff.of(List.of(), List.of("a"))).containsExactly("+ a");
  }
}

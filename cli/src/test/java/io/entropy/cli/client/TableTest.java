package io.entropy.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void alignsEveryColumnToItsWidestCell() {
    List<Column<String>> columns =
        List.of(Column.of("NAME", s -> s), Column.of("LENGTH", s -> Integer.toString(s.length())));
    assertThat(Table.lines(columns, List.of("a", "longer")))
        .containsExactly("NAME     LENGTH", "a        1", "longer   6");
  }
}

package io.entropy.cli.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows under names, each column as wide as its widest cell.
final class Table {
  private static final String GAP = "   ";

  private Table() {}

  static <T> List<String> lines(List<Column<T>> columns, List<T> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::name).toList());
    for (T row : rows) {
      cells.add(columns.stream().map(column -> column.text().apply(row)).toList());
    }
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> cells.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}

package io.entropy.injectors.drop.model;

/// A few linear equations with as many unknowns, solved by elimination with pivots. Pure.
final class LinearSystem {
  private LinearSystem() {}

  /// The `x` for which `matrix x = right`; the matrix must not be singular.
  static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[size + 1];
      System.arraycopy(matrix[i], 0, rows[i], 0, size);
      rows[i][size] = right[i];
    }
    for (int column = 0; column < size; column++) {
      swap(rows, column, pivot(rows, column));
      for (int row = 0; row < size; row++) {
        if (row != column) {
          subtract(rows[row], rows[column], rows[row][column] / rows[column][column]);
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }

  private static int pivot(double[][] rows, int column) {
    int best = column;
    for (int row = column + 1; row < rows.length; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
        best = row;
      }
    }
    return best;
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] kept = rows[one];
    rows[one] = rows[other];
    rows[other] = kept;
  }

  private static void subtract(double[] from, double[] row, double times) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * row[i];
    }
  }
}

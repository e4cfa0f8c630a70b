package io.entropy.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The shape of the sources that style asks for: sizes, names, a word on each package.
class SourceShapeTest {
  private static final int LONGEST = 400;
  private static final Set<String> VAGUE =
      Set.of("util", "utils", "common", "helper", "helpers", "impl", "base");

  @Test
  void noFileIsLongerThanFourHundredLines() throws IOException {
    TreeSet<String> long_ = new TreeSet<>();
    for (Path file : sources()) {
      long lines = Files.readAllLines(file).size();
      if (lines > LONGEST) {
        long_.add(file + ": " + lines);
      }
    }
    assertThat(long_).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    for (Path file : sources()) {
      Path about = file.resolveSibling("package-info.java");
      boolean main = file.toString().contains("/src/main/");
      if (main && (!Files.exists(about) || !Files.readString(about).contains("@NullMarked"))) {
        silent.add(String.valueOf(file.getParent()));
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void noPackageHasANameThatSaysNothing() throws IOException {
    assertThat(sources())
        .allSatisfy(
            f -> assertThat(VAGUE).doesNotContain(f.getName(f.getNameCount() - 2).toString()));
  }

  /// Every Java source of the checkout, without what was generated.
  private static List<Path> sources() throws IOException {
    Path root = Path.of("..").toRealPath();
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sources =
          files
              .filter(f -> f.toString().endsWith(".java") && f.toString().contains("/src/"))
              .toList();
      assertThat(sources).as("sources below " + root).hasSizeGreaterThan(100);
      return sources;
    }
  }
}

package io.entropy.e2e.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every test that `pumba-checks.txt` names is there, by its class and method.
class PumbaChecksTest {

  private static List<String> named() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(PumbaChecksTest.class.getResourceAsStream("pumba-checks.txt"))) {
      return new String(list.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.substring(line.indexOf('|') + 1).strip().split(" ")))
          .distinct()
          .toList();
    }
  }

  /// The sources of all tests by their classes' names; several modules have one of the same name.
  private static Map<String, List<Path>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
          .collect(Collectors.groupingBy(f -> f.getFileName().toString().replace(".java", "")));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void eachNamedTestIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    Map<String, List<Path>> sources = sources();
    for (String test : named()) {
      int dot = test.indexOf('.');
      String name = dot < 0 ? test : test.substring(0, dot);
      String method = dot < 0 ? "class " : "void " + test.substring(dot + 1) + "(";
      if (sources.getOrDefault(name, List.of()).stream()
          .noneMatch(source -> text(source).contains(method))) {
        missing.add(test);
      }
    }
    assertThat(named()).hasSizeGreaterThan(30);
    assertThat(missing).isEmpty();
  }
}

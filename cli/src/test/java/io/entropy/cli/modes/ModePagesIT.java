package io.entropy.cli.modes;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.injectors.spi.mode.FailureModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference pages in docs are those of the declarations.
final class ModePagesIT {
  private static final Path FOLDER = Path.of("../docs/modes");

  @Test
  void thePagesAreWhatTheDeclarationsSay() throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(written)
        .as("docs/modes; `./dev docs` makes them anew")
        .isEqualTo(ModePages.of(FailureModes.load().all()));
  }
}

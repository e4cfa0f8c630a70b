package io.entropy.injectors.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands prebuilt among the resources was built from the sources as they are.
class PrebuiltIT {
  private static final Path NATIVE = Path.of("src/main/native");
  private static final Path RESOURCES = Path.of("src/main/resources/io/entropy/injectors/kernel");

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void watchdogIsBuiltFromItsSources(String architecture) throws Exception {
    assertBuiltFrom(
        List.of("sys/*.h", "sys/*.c", "watchdog/*.h", "watchdog/*.c"),
        "process/entropy-watchdog-" + architecture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void agentIsBuiltFromItsSources(String architecture) throws Exception {
    assertBuiltFrom(List.of("sys/sys.h", "standstill/*.c"), "hotspot/standstill-" + architecture);
  }

  /// The order of the sources is that of src/main/native/build.
  private static void assertBuiltFrom(List<String> globs, String name) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String glob : globs) {
      for (Path source : sources(glob)) {
        digest.update(Files.readAllBytes(source));
      }
    }
    assertThat(Files.readString(RESOURCES.resolve(name + ".sha256")).strip())
        .as("run %s/build", NATIVE)
        .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    assertThat(Files.readAllBytes(RESOURCES.resolve(name))).startsWith(0x7f, 'E', 'L', 'F');
  }

  private static List<Path> sources(String glob) throws IOException {
    Path pattern = NATIVE.resolve(glob);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
      return StreamSupport.stream(files.spliterator(), false).sorted().toList();
    }
  }
}

package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The programs that are kept prebuilt are what the sources beside them say.
class ProgramIT {

  /// e_machine of elf(5), in the 19th byte.
  @ParameterizedTest
  @CsvSource({"x86_64, 62", "aarch64, 183"})
  void eachArchitecturesProgramIsOfTheSourcesAsTheyAre(String architecture, int machine)
      throws Exception {
    String built =
        new String(resource(architecture + ".sha256"), StandardCharsets.US_ASCII).strip();
    assertThat(built).as("run injectors/stress/src/main/native/build").isEqualTo(ofSources());
    assertThat((int) resource(architecture)[18] & 0xff).isEqualTo(machine);
  }

  private static byte[] resource(String end) throws IOException {
    try (InputStream in = StressMode.class.getResourceAsStream("entropy-stress-" + end)) {
      assertThat(in).as(end).isNotNull();
      return in.readAllBytes();
    }
  }

  /// All of `*.c`, then all of `*.h`, each in the order of their names; then the same of what all
  /// programs of ours have in common.
  private static String ofSources() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String folder : List.of("src/main/native", "../kernel/src/main/native/sys")) {
      for (String ending : List.of(".c", ".h")) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
          for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
            digest.update(Files.readAllBytes(file));
          }
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

package io.entropy.injectors.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entropy.api.text.InvalidInputException;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressModeTest {

  private static Stress read(String failure) {
    String[] words = failure.split(" ", -1);
    FailureMode mode = FailureModes.load().find(words[0]).orElseThrow();
    Map<String, String> texts =
        Arrays.stream(words)
            .skip(1)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return Stress.of(mode, mode.read(texts));
  }

  @Test
  void allModesAreFoundAndReadWithTheirDefaults() {
    assertThat(read("stress_cpu")).isEqualTo(new Stress.Cpu(1, 1));
    assertThat(read("stress_cpu workers=3 load=50%")).isEqualTo(new Stress.Cpu(3, 0.5));
    assertThat(read("stress_mem bytes=64MiB workers=2")).isEqualTo(new Stress.Memory(2, 32 << 20));
    assertThat(read("stress_io")).isEqualTo(new Stress.Io(1, new ByteSize(16 << 20), "/"));
    assertThat(read("disk_fill path=/data bytes=1MB"))
        .isEqualTo(new Stress.FillBytes(new ByteSize(1_000_000), "/data"));
    assertThat(read("disk_fill percent=90")).isEqualTo(new Stress.FillShare(0.9, "/"));
  }

  @ParameterizedTest
  @CsvSource({
    "stress_cpu workers=0, workers",
    "stress_cpu workers=257, workers",
    "stress_cpu load=101, load",
    "stress_cpu load=-1, load",
    "stress_cpu load=0, load",
    "stress_mem, bytes",
    "stress_mem bytes=lots, bytes",
    "stress_mem bytes=0, bytes",
    "stress_mem bytes=64MiB workers=0, workers",
    "stress_io bytes=1, bytes",
    "stress_io path=tmp, path",
    "disk_fill, bytes",
    "disk_fill bytes=1MiB percent=50, bytes",
    "disk_fill percent=100.1, percent",
    "disk_fill percent=0, percent",
    "disk_fill path=data percent=50, path"
  })
  void whatIsOutOfRangeIsNamedWithWhatWouldBeRight(String failure, String parameter) {
    String mode = failure.split(" ", -1)[0];
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> read(failure))
        .withMessageContaining(mode + " " + parameter);
  }

  @Test
  void theProgramIsToldInItsOwnWords() {
    assertThat(read("stress_cpu workers=2 load=50").words(7))
        .containsExactly("2", "cpu", "0", "500000", "0", "/");
    assertThat(read("disk_fill percent=90 path=/data").words(7))
        .containsExactly("1", "fill", "0", "900000", "7", "/data");
  }
}

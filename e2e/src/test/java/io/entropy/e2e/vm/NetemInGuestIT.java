package io.entropy.e2e.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Runs the suites of netem, of the kernel module and of the injectors, in a virtual machine with
/// Debian's kernel, which has it.
class NetemInGuestIT {
  private static final Pattern COUNTS =
      Pattern.compile("Tests run: (\\d+), Failures: (\\d+), Skipped: (\\d+)");
  private static final int SECONDS = 1200;

  @Test
  void theSuitesOfNetemPassOnAKernelThatHasIt() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    List<String> command =
        List.of(
            Path.of("vm/vm").toAbsolutePath().toString(),
            "-t",
            Integer.toString(SECONDS),
            "--",
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            GuestTests.class.getName(),
            NetemSuite.class.getName(),
            LatencyContractSuite.Received.class.getName(),
            LatencyContractSuite.Sent.class.getName(),
            LatencySuite.class.getName(),
            CompositionSuite.class.getName(),
            ImpairmentSuite.class.getName(),
            LossModelSuite.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      Matcher counts = COUNTS.matcher(output);
      assertThat(counts.find()).as(output).isTrue();
      assertThat(Integer.parseInt(counts.group(1))).as("tests run").isPositive();
      assertThat(counts.group(2)).as("failures").isEqualTo("0");
      assertThat(counts.group(3)).as("skipped").isEqualTo("0");
    } finally {
      process.destroy();
      int _ = process.waitFor();
    }
  }
}

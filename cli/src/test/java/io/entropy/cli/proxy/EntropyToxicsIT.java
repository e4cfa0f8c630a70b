package io.entropy.cli.proxy;

import io.entropy.cli.Entropy;
import io.entropy.proxy.ServerProcess;
import io.entropy.proxy.ServerUnderTest;
import io.entropy.proxy.ToxicsSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The suite for Toxiproxy servers, against `entropy proxy`.
class EntropyToxicsIT extends ToxicsSuite {
  @TempDir private static Path folder;
  private static ServerUnderTest entropy;

  @BeforeAll
  static void launch() throws IOException {
    entropy =
        ServerProcess.start(
            port -> new Entropy(folder).command(List.of(), List.of("proxy", "--port", "" + port)));
  }

  @AfterAll
  static void end() throws Exception {
    entropy.close();
  }

  @Override
  protected ServerUnderTest server() {
    return entropy;
  }

  @Override
  protected void release(ServerUnderTest used) {}
}

package io.entropy.e2e.restart;

import io.entropy.injectors.spi.engine.JvmContainer;
import io.entropy.injectors.spi.engine.TestContainer;
import io.entropy.injectors.spi.engine.TestEngine;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/// What a container runs.
enum Program {
  SLEEPER {
    @Override
    TestContainer start(TestEngine engine, List<String> options) {
      return engine.container(options.toArray(String[]::new));
    }
  },
  /// Sends itself a packet a hundred times a second, without a process for each.
  PINGER {
    @Override
    TestContainer start(TestEngine engine, List<String> options) {
      return engine.container(options, List.of("ping", "-q", "-i", "0.01", "127.0.0.1"));
    }
  },
  /// A JVM with a [Ticker].
  JVM {
    @Override
    TestContainer start(TestEngine engine, List<String> options) throws URISyntaxException {
      Path jdk = Path.of(System.getProperty("java.home"));
      URI classes = Ticker.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      List<String> java =
          List.of("-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:+UseSerialGC", Ticker.class.getName());
      return JvmContainer.start(engine, jdk, options, Path.of(classes), java);
    }
  };

  abstract TestContainer start(TestEngine engine, List<String> options) throws URISyntaxException;
}

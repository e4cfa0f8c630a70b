package io.entropy.bench.events;

import io.entropy.agent.remote.ManagerAddress;
import io.entropy.bench.platform.EntropyProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The other process, an [EventSource]; closing it ends it.
///
/// @param manager where its manager is
/// @param bare where its bare server is
record Source(Process process, ManagerAddress manager, ManagerAddress bare, PrintStream loads)
    implements AutoCloseable {

  /// With the JVM options that the start script gives a manager.
  static Source start() throws IOException {
    Process process =
        new ProcessBuilder(
                EntropyProcess.jdk("java"),
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                EventSource.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader();
    String ports = said.readLine();
    if (ports == null) {
      throw new IOException("the source of events doesn't start");
    }
    String[] both = ports.split(" ", -1);
    return new Source(
        process,
        new ManagerAddress("127.0.0.1", Integer.parseInt(both[0])),
        new ManagerAddress("127.0.0.1", Integer.parseInt(both[1])),
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
  }

  ManagerAddress address(Server server) {
    return switch (server) {
      case MANAGER -> manager;
      case BARE -> bare;
    };
  }

  void begin(Server server, Load load) {
    loads.println(server + " " + load);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package io.entropy.proxy;

import java.io.Closeable;
import java.io.IOException;

/// A running Toxiproxy server, whoever's, that a suite is run against; closing it ends it.
///
/// @param version as it's to say it is
public record ServerUnderTest(String host, int port, String version, Closeable end)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    end.close();
  }
}

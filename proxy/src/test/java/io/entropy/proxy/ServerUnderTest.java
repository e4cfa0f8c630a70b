package io.entropy.proxy;

/// A running Toxiproxy server, whoever's, that a suite is run against; closing it ends it.
///
/// @param version as it's to say it is
public record ServerUnderTest(String host, int port, String version, AutoCloseable end)
    implements AutoCloseable {

  @Override
  public void close() throws Exception {
    end.close();
  }
}

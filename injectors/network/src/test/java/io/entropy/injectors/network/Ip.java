package io.entropy.injectors.network;

import io.entropy.injectors.spi.engine.TestContainer;
import java.net.InetAddress;

/// IPv4 or IPv6, and what a container's address in it is.
public enum Ip {
  V4("IPAddress", "-4"),
  V6("GlobalIPv6Address", "-6");

  private final String field;
  private final String option;

  Ip(String field, String option) {
    this.field = field;
    this.option = option;
  }

  /// As ping and nslookup take it.
  public String option() {
    return option;
  }

  /// The address of a container that is on one network.
  public InetAddress address(TestContainer container) {
    return read(container, "{{range .NetworkSettings.Networks}}{{." + field + "}}{{end}}");
  }

  public InetAddress address(TestContainer container, String network) {
    return read(
        container, "{{(index .NetworkSettings.Networks \"" + network + "\")." + field + "}}");
  }

  private static InetAddress read(TestContainer container, String template) {
    return InetAddress.ofLiteral(container.inspect(template));
  }
}

package io.entropy.proxy;

import java.net.InetSocketAddress;

/// A `host:port` as Go writes it: an empty host is every address, IPv6 stands in brackets.
record Address(String host, int port) {

  static Address read(String text) throws ApiException {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      String host = colon < 0 ? "" : text.substring(0, colon);
      if (colon < 0 || port < 0 || port > 65535) {
        throw new ApiException(500, "address " + text + ": it isn't host:port");
      }
      boolean brackets = host.startsWith("[") && host.endsWith("]");
      return new Address(brackets ? host.substring(1, host.length() - 1) : host, port);
    } catch (NumberFormatException e) {
      throw new ApiException(500, "address " + text + ": it isn't host:port");
    }
  }

  static String format(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /// Looks the name up.
  InetSocketAddress resolve() {
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }
}

package io.entropy.agent.remote;

import io.entropy.api.text.TextException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a manager listens.
///
/// @param host a name or an address; IPv6 without brackets
public record ManagerAddress(String host, int port) {
  public static final int DEFAULT_PORT = 2476;

  private static final String FORM = "HOST or HOST:PORT, e.g. 10.0.0.1:2476 or [::1]:2476";
  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([\\w.-]+))(?::(\\d{1,5}))?");

  /// Reads `HOST[:PORT]`.
  public static ManagerAddress read(String text) throws TextException {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new TextException("`" + text + "` is no manager's address", FORM);
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    int port = parts.group(3) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(3));
    if (port < 1 || port > 65_535) {
      throw new TextException("`" + text + "`: there is no port " + port, "a port of 1 to 65535");
    }
    return new ManagerAddress(host, port);
  }

  /// Reads addresses with commas between; at least one.
  public static List<ManagerAddress> readAll(String text) throws TextException {
    List<ManagerAddress> addresses = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      addresses.add(read(each));
    }
    return addresses;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}

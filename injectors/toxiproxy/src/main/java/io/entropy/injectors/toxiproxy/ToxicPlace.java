package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.Undo;
import java.util.Map;

/// Which toxic of which proxy of which server: all that undoing it needs.
///
/// @param leased whether the server ends the toxic by itself
record ToxicPlace(Server server, String proxy, String toxic, boolean leased) {

  static ToxicPlace of(Undo undo) {
    Map<String, String> details = undo.details();
    return new ToxicPlace(
        Server.read(detail(details, "server")).orElseThrow(),
        detail(details, "proxy"),
        detail(details, "toxic"),
        detail(details, "lease").equals("server"));
  }

  private static String detail(Map<String, String> details, String name) {
    String value = details.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an undo record without `" + name + "`");
    }
    return value;
  }

  Map<String, String> details() {
    return Map.of(
        "server",
        server.toString(),
        "proxy",
        proxy,
        "toxic",
        toxic,
        "lease",
        leased ? "server" : "none");
  }

  String path() {
    return ServerClient.toxic(proxy, toxic);
  }
}

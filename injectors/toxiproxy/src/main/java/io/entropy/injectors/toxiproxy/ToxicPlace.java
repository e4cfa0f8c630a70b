package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.injectors.spi.ActiveFault.Verification;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import io.entropy.injectors.spi.Undo;
import java.io.IOException;
import java.util.Map;

/// Which toxic of which proxy of which server: all that undoing it needs.
///
/// @param leased whether the server ends the toxic by itself; else a watchdog does
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
        leased ? "server" : "watchdog");
  }

  /// Whether both are of one proxy.
  boolean isBeside(ToxicPlace other) {
    return server.equals(other.server) && proxy.equals(other.proxy);
  }

  String collection() {
    return ServerClient.toxics(proxy);
  }

  String path() {
    return ServerClient.toxic(proxy, toxic);
  }

  String tally() {
    return ServerClient.tally(proxy, toxic);
  }

  /// Asks its server.
  ServerClient.Reply ask(String method, String path, JsonObject json) throws InjectorException {
    try {
      return new ServerClient(server).send(method, path, json);
    } catch (IOException e) {
      throw new InjectorException(Code.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// Reads back whether the toxic is there.
  Verification verify() throws InjectorException {
    ServerClient.Reply reply = ask("GET", path(), new JsonObject());
    return reply.status() == 200
        ? new Verification(true, "read back: " + reply.json())
        : new Verification(false, "no toxic `%s` at `%s`".formatted(toxic, proxy));
  }
}

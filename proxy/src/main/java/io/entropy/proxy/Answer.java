package io.entropy.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// What a request is answered with.
record Answer(int status, String type, String body) {

  static Answer json(int status, JsonElement json) {
    return new Answer(status, "application/json", Json.GSON.toJson(json));
  }

  static Answer plain(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text);
  }

  static Answer none() {
    return new Answer(204, "", "");
  }

  /// What the source says, be it that it can't be done.
  static Answer of(Source source) throws IOException {
    try {
      return source.get();
    } catch (ApiException e) {
      JsonObject json = new JsonObject();
      json.addProperty("error", e.getMessage());
      json.addProperty("status", e.status());
      return json(e.status(), json);
    }
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  interface Source {
    Answer get() throws ApiException, IOException;
  }
}

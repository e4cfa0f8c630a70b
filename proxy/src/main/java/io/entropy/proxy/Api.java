package io.entropy.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The routes of the HTTP API: Toxiproxy's, as its `api.go` has them (`/metrics` always is there),
/// and `/tallies/PROXY/TOXIC`, which tells what a toxic has done. Each request has a virtual
/// thread.
final class Api implements HttpHandler {
  /// Of the API; the suffix tells whose server it is.
  static final String VERSION = "2.12.0-entropy";

  private final Proxies proxies;

  Api(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer.of(() -> answer(exchange)).send(exchange);
    }
  }

  private Answer answer(HttpExchange exchange) throws ApiException, IOException {
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    if (agent != null && agent.startsWith("Mozilla/")) {
      // As Toxiproxy does: a page in a browser mustn't be able to break connections.
      return Answer.plain(403, "User agent not allowed\n");
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    List<String> parts = Arrays.stream(path.split("/")).skip(1).toList();
    String root = parts.isEmpty() ? "" : parts.getFirst();
    return switch (root + " " + parts.size()) {
      case "version 1" -> only("GET", exchange, () -> Answer.json(200, version()));
      case "metrics 1" ->
          only("GET", exchange, () -> new Answer(200, Metrics.TYPE, Metrics.of(proxies.all())));
      case "reset 1" ->
          only(
              "POST",
              exchange,
              () -> {
                proxies.reset();
                return Answer.none();
              });
      case "populate 1" -> only("POST", exchange, () -> populate(body));
      case "proxies 1" -> all(exchange, body);
      case "proxies 2" -> one(exchange, parts.get(1), body);
      case "proxies 3", "proxies 4" ->
          parts.get(2).equals("toxics")
              ? toxics(exchange, parts, body)
              : Answer.plain(404, "404 page not found\n");
      case "tallies 3" ->
          only(
              "GET",
              exchange,
              () -> Answer.json(200, proxies.get(parts.get(1)).toxics().tallyJson(parts.get(2))));
      default -> Answer.plain(404, "404 page not found\n");
    };
  }

  private static Answer only(String method, HttpExchange exchange, Answer.Source source)
      throws ApiException, IOException {
    return exchange.getRequestMethod().equals(method) ? source.get() : Answer.plain(405, "");
  }

  private static JsonObject version() {
    JsonObject json = new JsonObject();
    json.addProperty("version", VERSION);
    return json;
  }

  private Answer populate(String body) throws ApiException {
    JsonArray made = new JsonArray();
    proxies.populate(Json.parse(body)).forEach(proxy -> made.add(proxy.toJson()));
    JsonObject json = new JsonObject();
    json.add("proxies", made);
    return Answer.json(201, json);
  }

  private Answer all(HttpExchange exchange, String body) throws ApiException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> {
        JsonObject json = new JsonObject();
        proxies.all().forEach(proxy -> json.add(proxy.name(), proxy.toJson()));
        yield Answer.json(200, json);
      }
      case "POST" -> Answer.json(201, proxies.create(Json.object(body)).toJson());
      default -> Answer.plain(405, "");
    };
  }

  private Answer one(HttpExchange exchange, String name, String body) throws ApiException {
    return switch (exchange.getRequestMethod()) {
      case "GET" -> Answer.json(200, proxies.get(name).toJson());
      case "POST", "PATCH" -> Answer.json(200, proxies.update(name, Json.object(body)).toJson());
      case "DELETE" -> {
        proxies.remove(name);
        yield Answer.none();
      }
      default -> Answer.plain(405, "");
    };
  }

  private Answer toxics(HttpExchange exchange, List<String> parts, String body)
      throws ApiException {
    Toxics toxics = proxies.get(parts.get(1)).toxics();
    String toxic = parts.size() == 4 ? parts.get(3) : null;
    return switch (exchange.getRequestMethod()) {
      case "GET" -> Answer.json(200, toxic == null ? toxics.toJson() : show(toxics, toxic));
      case "POST" -> toxic == null ? add(toxics, body) : update(toxics, toxic, body);
      case "PATCH" -> toxic == null ? Answer.plain(405, "") : update(toxics, toxic, body);
      case "DELETE" -> {
        if (toxic == null) {
          yield Answer.plain(405, "");
        }
        toxics.remove(toxic);
        yield Answer.none();
      }
      default -> Answer.plain(405, "");
    };
  }

  private static JsonElement show(Toxics toxics, String name) throws ApiException {
    return toxics.find(name).orElseThrow(() -> new ApiException(404, "toxic not found")).toJson();
  }

  private static Answer add(Toxics toxics, String body) throws ApiException {
    ToxicBody read = ToxicBody.read(Json.object(body));
    toxics.add(read.toxic(), read.replaces(), read.leaseMillis());
    return Answer.json(200, read.toxic().toJson());
  }

  private static Answer update(Toxics toxics, String name, String body) throws ApiException {
    return Answer.json(200, toxics.update(name, ToxicBody.Change.read(Json.object(body))).toJson());
  }
}

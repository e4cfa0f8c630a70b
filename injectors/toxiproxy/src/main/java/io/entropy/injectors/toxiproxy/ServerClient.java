package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is asked of one Toxiproxy server, by plain HTTP: toxiproxy-java has no words for leases,
/// replacing and tallies, and waits for ever. Each call is over after [#PATIENCE].
record ServerClient(Server server) {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Less than all, so that it's known to be the connection that failed.
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /// @param json empty when there was no body
  record Reply(int status, JsonObject json) {}

  /// Nothing there takes a connection.
  static final class NotThereException extends IOException {
    private static final long serialVersionUID = 1L;

    NotThereException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// What it says its version is.
  String version() throws IOException, InjectorException {
    Reply reply = send("GET", "/version", new JsonObject());
    if (reply.status() != 200
        || !reply.json().has("version")
        || !reply.json().get("version").isJsonPrimitive()) {
      throw new InjectorException(
          Code.REFUSED,
          "what listens at %s isn't a Toxiproxy server of version 2".formatted(server));
    }
    return reply.json().get("version").getAsString();
  }

  /// Its proxies' names, each with whether it's enabled.
  Map<String, Boolean> proxies() throws IOException {
    Reply reply = send("GET", "/proxies", new JsonObject());
    if (reply.status() != 200) {
      throw new IOException(
          "the server at %s answers %d when asked for its proxies"
              .formatted(server, reply.status()));
    }
    Map<String, Boolean> proxies = new TreeMap<>();
    reply.json().asMap().forEach((name, proxy) -> proxies.put(name, !isOff(proxy)));
    return proxies;
  }

  private static boolean isOff(JsonElement proxy) {
    return proxy.isJsonObject()
        && proxy.getAsJsonObject().get("enabled") instanceof JsonPrimitive enabled
        && !enabled.getAsBoolean();
  }

  static String toxics(String proxy) {
    return "/proxies/" + encode(proxy) + "/toxics";
  }

  static String toxic(String proxy, String toxic) {
    return toxics(proxy) + "/" + encode(toxic);
  }

  static String tally(String proxy, String toxic) {
    return "/tallies/" + encode(proxy) + "/" + encode(toxic);
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply send(String method, String path, JsonObject body) throws IOException {
    String text = method.equals("GET") || method.equals("DELETE") ? "" : body.toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + server + path))
            .method(method, BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> response = await(HTTP.sendAsync(request, BodyHandlers.ofString()));
    return new Reply(response.statusCode(), json(response.body()));
  }

  /// The request's own time-out would end with the headers, and a body may never end.
  private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> sent)
      throws IOException {
    try {
      return sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case ConnectException refused ->
            new NotThereException("no server listens at " + server, refused);
        case HttpConnectTimeoutException late ->
            new NotThereException("no server can be reached at " + server, late);
        case null, default ->
            new IOException("asking the server at %s: %s".formatted(server, e.getCause()), e);
      };
    } catch (TimeoutException e) {
      var _ = sent.cancel(true);
      throw new IOException(
          "the server at %s doesn't answer within %d s".formatted(server, PATIENCE.toSeconds()), e);
    } catch (InterruptedException e) {
      var _ = sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + server, e);
    }
  }

  private static JsonObject json(String body) {
    try {
      var parsed = JsonParser.parseString(body);
      return parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
    } catch (JsonParseException _) {
      return new JsonObject();
    }
  }
}

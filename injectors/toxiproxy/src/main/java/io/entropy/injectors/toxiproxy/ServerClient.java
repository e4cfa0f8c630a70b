package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// What is asked of one Toxiproxy server. toxiproxy-java tells what is there; what it has no words
/// for (leases, replacing, tallies) and what must not wait for ever goes by plain HTTP.
record ServerClient(Server server) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /// @param json empty when there was no body
  record Reply(int status, JsonObject json) {}

  /// Nothing listens there.
  static final class NotThereException extends IOException {
    private static final long serialVersionUID = 1L;

    NotThereException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// What it says its version is.
  String version() throws IOException, InjectorException {
    Reply reply = send("GET", "/version", new JsonObject());
    if (reply.status() != 200 || !reply.json().has("version")) {
      throw new InjectorException(
          Code.REFUSED,
          "what listens at %s isn't a Toxiproxy server of version 2".formatted(server));
    }
    return reply.json().get("version").getAsString();
  }

  /// The names of its proxies.
  List<String> proxies() throws IOException {
    return new ToxiproxyClient(server.host(), server.port())
        .getProxies().stream().map(Proxy::getName).sorted().toList();
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
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(text))
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), json(response.body()));
    } catch (ConnectException e) {
      throw new NotThereException("no server listens at " + server, e);
    } catch (InterruptedException e) {
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

package io.entropy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What a suite for Toxiproxy servers needs: one of them, driven by toxiproxy-java, with a proxy in
/// front of an echo server.
public abstract class ServerSuite {
  static final String NAME = "echo";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  ServerUnderTest server;
  EchoServer echo;
  ToxiproxyClient client;
  Proxy proxy;

  /// Starts it, or gives the one that is there for all tests, without proxies.
  protected abstract ServerUnderTest server() throws Exception;

  @BeforeEach
  final void start() throws Exception {
    server = server();
    echo = new EchoServer();
    client = new ToxiproxyClient(server.host(), server.port());
    proxy = client.createProxy(NAME, "127.0.0.1:0", echo.address());
  }

  @AfterEach
  final void stop() throws Exception {
    for (Proxy each : client.getProxies()) {
      each.delete();
    }
    echo.close();
    release(server);
  }

  /// Ends what [#server] has started.
  protected void release(ServerUnderTest used) throws Exception {
    used.close();
  }

  final HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = URI.create("http://" + server.host() + ":" + server.port() + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  final void refuses(String method, String path, String body, int status, String error)
      throws Exception {
    HttpResponse<String> response = send(method, path, body);
    JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json.get("status").getAsInt()).isEqualTo(status);
    assertThat(json.get("error").getAsString()).startsWith(error);
  }

  /// A connection through the proxy, which gives up on reads after a generous while.
  Socket connect() throws IOException {
    String listen = proxy.getListen();
    int colon = listen.lastIndexOf(':');
    Socket socket =
        new Socket(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /// How long it takes until so many bytes sent have come back.
  static Duration roundTrip(Socket socket, int bytes) throws IOException {
    long begun = System.nanoTime();
    socket.getOutputStream().write(new byte[bytes]);
    int back = socket.getInputStream().readNBytes(bytes).length;
    if (back < bytes) {
      throw new IOException("only " + back + " of " + bytes + " bytes came back");
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// How many bytes come until the stream ends.
  static long drain(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return in.readAllBytes().length;
  }
}

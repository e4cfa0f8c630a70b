package io.entropy.agent.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// Requests to one engine, over docker-java's transport. Any thread; every call blocks.
///
/// Paths carry no API version: the engine then answers in its own newest one, and what is read here
/// hasn't changed since 1.24.
final class EngineHttp implements AutoCloseable {
  private static final int CONNECTIONS = 16;

  /// What an engine on a loaded host may need to say what it knows.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  private final EngineEndpoint endpoint;
  private final DockerHttpClient client;
  private final EngineWait wait;
  private final Duration longest;

  EngineHttp(EngineEndpoint endpoint) {
    this(endpoint, LONGEST_ANSWER);
  }

  /// @param longest how long an answer to [#get] may take
  EngineHttp(EngineEndpoint endpoint, Duration longest) {
    this.endpoint = endpoint;
    this.wait = new EngineWait(endpoint);
    this.longest = longest;
    this.client =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(endpoint.uri())
            .sslConfig(NoTls::context)
            .maxConnections(CONNECTIONS)
            .build();
  }

  EngineEndpoint endpoint() {
    return endpoint;
  }

  /// Reads an answer's body.
  interface Reader<T> {
    T read(JsonParser body) throws IOException;
  }

  /// Empty when the engine says that there is no such thing (404).
  <T> Optional<T> get(String path, Reader<T> reader) throws RuntimeUnavailableException {
    return wait.atMost(longest, path, () -> read(path, reader));
  }

  private <T> Optional<T> read(String path, Reader<T> reader) throws RuntimeUnavailableException {
    try (Response response = open(path);
        JsonParser body = EngineJson.parser(response.getBody())) {
      return response.getStatusCode() == 404 ? Optional.empty() : Optional.of(reader.read(body));
    } catch (IOException | UncheckedIOException e) {
      throw EngineErrors.of(endpoint, e);
    }
  }

  /// What the engine says to an order.
  ///
  /// @param said why it won't, in its own words; empty when it does
  record Answer(int status, String said) {}

  Answer post(String path) throws RuntimeUnavailableException {
    return order(Request.Method.POST, path);
  }

  Answer delete(String path) throws RuntimeUnavailableException {
    return order(Request.Method.DELETE, path);
  }

  /// Throws only when there is no engine, or it failed (5xx).
  private Answer order(Request.Method method, String path) throws RuntimeUnavailableException {
    try (Response response = client.execute(Request.builder().method(method).path(path).build())) {
      int status = response.getStatusCode();
      String said = status < 400 ? "" : message(response);
      if (status >= 500) {
        throw EngineErrors.status(endpoint, path, status, said);
      }
      return new Answer(status, said);
    } catch (RuntimeException e) {
      throw EngineErrors.of(endpoint, e);
    }
  }

  private static String message(Response response) {
    try (JsonParser body = EngineJson.parser(response.getBody())) {
      return EngineJson.next(body).map(json -> json.text("message")).orElse("");
    } catch (IOException | UncheckedIOException e) {
      return "and nothing that could be read";
    }
  }

  /// An answer that goes on: only its beginning must come in time. The caller reads and closes it;
  /// its status is 200 or 404.
  Response stream(String path) throws RuntimeUnavailableException {
    return wait.atMost(longest, path, () -> open(path));
  }

  private Response open(String path) throws RuntimeUnavailableException {
    Response response;
    try {
      response = client.execute(Request.builder().method("GET").path(path).build());
    } catch (RuntimeException e) {
      // The transport wraps whatever it meets.
      throw EngineErrors.of(endpoint, e);
    }
    int status = response.getStatusCode();
    if (status == 200 || status == 404) {
      return response;
    }
    try (response) {
      throw EngineErrors.status(endpoint, path, status, message(response));
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.entropy.injectors.toxiproxy;

import static io.entropy.injectors.spi.mode.Parameter.optional;
import static io.entropy.injectors.spi.mode.Parameter.withDefault;

import io.entropy.api.text.Percent;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;

/// What all toxics are told besides their own attributes: where, and for whom.
public final class ServerParameters {
  public static final Parameter<String> SERVER =
      withDefault(
          "server",
          ValueType.text("HOST:PORT", Server.EXPECTED),
          "127.0.0.1:8474",
          "The HTTP API of the Toxiproxy server.");
  public static final Parameter<String> PROXY =
      optional(
          "proxy",
          ValueType.text("NAME", "the name of a proxy of that server"),
          "The proxy there; without it the one that is named as the container.");
  public static final Parameter<String> STREAM =
      withDefault(
          "stream",
          ValueType.choice(List.of("downstream", "upstream")),
          "downstream",
          "Which way: upstream is from the client to the server.");
  public static final Parameter<Percent> TOXICITY =
      withDefault(
          "toxicity", ValueType.percent(), "100", "How many of the connections are harmed.");
  public static final List<Parameter<?>> ALL = List.of(SERVER, PROXY, STREAM, TOXICITY);

  public static final Rule SERVER_RULE =
      new Rule(
          List.of("server"),
          "it isn't a server's address",
          Server.EXPECTED,
          p -> p.find(SERVER).flatMap(Server::read).isPresent());

  public static final String NOTES =
      """
      Only connections that go through the proxy are harmed; the container is the one on whose
      account the dice were rolled. Nothing is changed in it, and no privilege is needed.
      `entropy proxy` ends a toxic by itself when its lease isn't renewed, and counts what it does.
      With another Toxiproxy server a small process of its own does the first (a watchdog, as with
      `pause`); that server doesn't say what a toxic did.
      Milliseconds are the server's smallest unit, but for `slicer`, whose `delay` is in microseconds.
      """;

  private ServerParameters() {}

  static Server server(Parameters parameters) {
    return Server.read(parameters.get(SERVER)).orElseThrow();
  }
}

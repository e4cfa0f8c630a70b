package io.entropy.agent.runtime;

import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.value.Signal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Orders as requests of the engine's API. Any thread.
final class EngineOrders {

  /// What an engine on a loaded host may need besides the grace.
  private static final Duration SPARE = Duration.ofSeconds(30);

  private final EngineHttp engine;

  EngineOrders(EngineHttp engine) {
    this.engine = engine;
  }

  Outcome give(String idOrName, Order order) throws RuntimeUnavailableException {
    Duration within = order.grace().plus(SPARE);
    EngineWait wait = new EngineWait(engine.endpoint());
    return outcome(wait.atMost(within, order.toString(), () -> send(idOrName, order)));
  }

  private EngineHttp.Answer send(String idOrName, Order order) throws RuntimeUnavailableException {
    String container = "/containers/" + URLEncoder.encode(idOrName, StandardCharsets.UTF_8);
    return switch (order) {
      case Order.Kill(Signal signal) -> engine.post(container + "/kill?signal=" + signal.number());
      case Order.Stop(Duration grace, Optional<Signal> signal) ->
          engine.post(container + "/stop" + timed(grace, signal));
      case Order.Start() -> engine.post(container + "/start");
      case Order.Restart(Duration grace, Optional<Signal> signal) ->
          engine.post(container + "/restart" + timed(grace, signal));
      case Order.Remove(boolean volumes) -> engine.delete(container + "?force=true&v=" + volumes);
      case Order.Pause() -> engine.post(container + "/pause");
      case Order.Unpause() -> engine.post(container + "/unpause");
    };
  }

  private static String timed(Duration grace, Optional<Signal> signal) {
    return "?t=" + grace.toSeconds() + signal.map(s -> "&signal=" + s.number()).orElse("");
  }

  private static Outcome outcome(EngineHttp.Answer answer) {
    return switch (answer.status()) {
      case 200, 204 -> new Outcome.Done();
      case 304 -> new Outcome.Already();
      case 404 -> new Outcome.Gone();
      default -> new Outcome.Refused(answer.said());
    };
  }
}

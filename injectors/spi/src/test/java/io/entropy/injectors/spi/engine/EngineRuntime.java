package io.entropy.injectors.spi.engine;

import io.entropy.api.v1.Target;
import io.entropy.api.v1.TargetStatus.State;
import io.entropy.injectors.spi.ContainerRuntime;
import io.entropy.injectors.spi.Incarnation;
import io.entropy.injectors.spi.Order;
import io.entropy.injectors.spi.Order.Outcome;
import io.entropy.injectors.spi.RuntimeUnavailableException;
import io.entropy.injectors.spi.mode.value.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The real engine through the `docker` command, as far as injectors ask it anything: looking up a
/// container, and giving it orders.
public final class EngineRuntime implements ContainerRuntime {
  private static final String LIFE =
      "{{.State.Status}} {{.State.Pid}} {{.State.StartedAt}} {{.State.FinishedAt}}"
          + " {{.State.ExitCode}} {{.State.OOMKilled}} {{.RestartCount}}"
          + " {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.AutoRemove}}";

  @Override
  public EngineInfo info() {
    String version = Shell.run("docker", "version", "-f", "{{.Server.Version}}");
    return new EngineInfo("test", "test", version, "");
  }

  @Override
  public List<Target> list() {
    return List.of();
  }

  @Override
  public Optional<Target> inspect(String idOrName) {
    Shell.Result found = Shell.attempt(List.of("docker", "inspect", "-f", "{{.Id}}", idOrName));
    return found.exitCode() == 0
        ? Optional.of(new TestContainer(found.output()).target())
        : Optional.empty();
  }

  @Override
  public Subscription follow(
      Consumer<ContainerEvent> events, Consumer<RuntimeUnavailableException> lost) {
    return () -> {};
  }

  @Override
  public Optional<Incarnation> life(String idOrName) {
    Shell.Result found = Shell.attempt(List.of("docker", "inspect", "-f", LIFE, idOrName));
    return found.exitCode() == 0
        ? Optional.of(life(List.of(found.output().split(" "))))
        : Optional.empty();
  }

  private static Incarnation life(List<String> words) {
    return new Incarnation(
        state(words.getFirst()),
        Integer.parseInt(words.get(1)),
        instant(words.get(2)),
        instant(words.get(3)),
        Integer.parseInt(words.get(4)),
        Boolean.parseBoolean(words.get(5)),
        Integer.parseInt(words.get(6)),
        words.get(7),
        Boolean.parseBoolean(words.get(8)));
  }

  private static State state(String word) {
    return switch (word) {
      case "running" -> State.RUNNING;
      case "paused" -> State.PAUSED;
      case "restarting" -> State.RESTARTING;
      default -> State.STOPPED;
    };
  }

  private static Instant instant(String text) {
    Instant told = Instant.parse(text);
    return told.isBefore(Instant.EPOCH) ? Instant.EPOCH : told;
  }

  /// The command doesn't tell whether a container was so before.
  @Override
  public Outcome order(String idOrName, Order order) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(command(order));
    command.add(idOrName);
    Shell.Result result = Shell.attempt(command);
    if (result.exitCode() == 0) {
      return new Outcome.Done();
    }
    return result.output().contains("No such container")
        ? new Outcome.Gone()
        : new Outcome.Refused(result.output());
  }

  private static List<String> command(Order order) {
    return switch (order) {
      case Order.Kill(Signal signal) -> List.of("kill", "-s", "" + signal.number());
      case Order.Stop(Duration grace, Optional<Signal> signal) -> timed("stop", grace, signal);
      case Order.Start() -> List.of("start");
      case Order.Restart(Duration grace, Optional<Signal> signal) ->
          timed("restart", grace, signal);
      case Order.Remove(boolean volumes) ->
          volumes ? List.of("rm", "-f", "-v") : List.of("rm", "-f");
      case Order.Pause() -> List.of("pause");
      case Order.Unpause() -> List.of("unpause");
    };
  }

  private static List<String> timed(String word, Duration grace, Optional<Signal> signal) {
    List<String> command = new ArrayList<>(List.of(word, "-t", "" + grace.toSeconds()));
    signal.ifPresent(s -> command.addAll(List.of("-s", "" + s.number())));
    return command;
  }

  @Override
  public void close() {}
}

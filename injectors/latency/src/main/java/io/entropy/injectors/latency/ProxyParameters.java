package io.entropy.injectors.latency;

import io.entropy.injectors.latency.toxiproxy.ProxiedDelay;
import io.entropy.injectors.network.FilterParameters;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.toxiproxy.ServerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What `latency` is told when connections through a proxy are to be delayed, and what doesn't go
/// with that.
final class ProxyParameters {
  private ProxyParameters() {}

  /// The parameters of packets and, behind them, those of proxies.
  static List<Parameter<?>> after(List<Parameter<?>> others) {
    return Stream.concat(others.stream(), ServerParameters.ALL.stream()).toList();
  }

  static List<Rule> rulesAnd(List<Rule> others) {
    List<Rule> rules = new ArrayList<>(others);
    rules.add(ServerParameters.SERVER_RULE);
    for (Parameter<?> parameter : ServerParameters.ALL) {
      rules.add(onlyProxied(parameter));
    }
    for (Parameter<?> filter : FilterParameters.after()) {
      rules.add(neverProxied(filter, "a proxy carries data of connections, not packets", "none"));
    }
    rules.add(
        neverProxied(
            LatencyMode.DIRECTION,
            "a proxy can't tell which end of a connection the container is",
            "`stream=upstream` or `stream=downstream` instead"));
    return rules;
  }

  /// Whether a proxy is to do it: it's named, or the method is.
  private static boolean isProxied(Parameters parameters) {
    return Mechanisms.wanted(parameters).filter(ProxiedDelay.NAME::equals).isPresent();
  }

  private static Rule onlyProxied(Parameter<?> parameter) {
    return new Rule(
        List.of(parameter.name(), Mechanisms.METHOD.name(), ServerParameters.PROXY.name()),
        "`%s` is for connections through a proxy".formatted(parameter.name()),
        "`method=toxiproxy` with it",
        p -> !p.given(parameter) || isProxied(p));
  }

  private static Rule neverProxied(Parameter<?> parameter, String why, String instead) {
    return new Rule(
        List.of(parameter.name(), Mechanisms.METHOD.name(), ServerParameters.PROXY.name()),
        "`%s` doesn't go with `method=toxiproxy`: %s".formatted(parameter.name(), why),
        instead,
        p -> !p.given(parameter) || !isProxied(p));
  }
}

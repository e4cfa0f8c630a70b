package io.entropy.injectors.drop;

import io.entropy.api.text.Percent;
import io.entropy.injectors.drop.model.LossModel;
import io.entropy.injectors.drop.model.LossModel.FourState;
import io.entropy.injectors.drop.model.LossModel.GilbertElliott;
import io.entropy.injectors.spi.mode.Parameter;
import io.entropy.injectors.spi.mode.Parameters;
import io.entropy.injectors.spi.mode.Rule;
import io.entropy.injectors.spi.mode.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The declaration of the loss models: which one, and its parameters. Defaults are netem's.
final class ModelParameters {
  private static final String GILBERT_ELLIOTT = "gemodel";
  private static final String FOUR_STATE = "state";
  private static final Percent NONE = new Percent(0);
  private static final Percent ALL = new Percent(100);

  static final Parameter<String> MODEL =
      Parameter.optional(
          "model",
          ValueType.choice(List.of(GILBERT_ELLIOTT, FOUR_STATE)),
          "Loses packets in bursts, as netem's loss model of this name.");
  private static final Parameter<Percent> P =
      percent("p", "gemodel: how often the good state turns bad.");
  private static final Parameter<Percent> R =
      percent("r", "gemodel: how often the bad state turns good; 100 less `p` unless given.");
  private static final Parameter<Percent> H =
      percent("h", "gemodel: how many get through in the bad state; 0 unless given.");
  private static final Parameter<Percent> K =
      percent("k", "gemodel: how many get through in the good state; 100 unless given.");
  private static final Parameter<Percent> P13 =
      percent("p13", "state: how often a burst of losses begins.");
  private static final Parameter<Percent> P31 =
      percent("p31", "state: how often a burst ends; 100 less `p13` unless given.");
  private static final Parameter<Percent> P32 =
      percent("p32", "state: how often packets get through again within a burst; 0 unless given.");
  private static final Parameter<Percent> P23 =
      percent("p23", "state: how often they are lost again within it; 100 unless given.");
  private static final Parameter<Percent> P14 =
      percent("p14", "state: how often one is lost alone, between bursts; 0 unless given.");

  private static final List<Parameter<Percent>> OF_GILBERT_ELLIOTT = List.of(P, R, H, K);
  private static final List<Parameter<Percent>> OF_FOUR_STATE = List.of(P13, P31, P32, P23, P14);

  static final List<Parameter<?>> ALL_OF_THEM =
      Stream.of(List.of(MODEL), OF_GILBERT_ELLIOTT, OF_FOUR_STATE)
          .<Parameter<?>>flatMap(List::stream)
          .toList();

  static final List<Rule> RULES =
      Stream.of(
              Stream.of(needs(GILBERT_ELLIOTT, P), needs(FOUR_STATE, P13)),
              OF_GILBERT_ELLIOTT.stream().map(p -> belongs(p, GILBERT_ELLIOTT)),
              OF_FOUR_STATE.stream().map(p -> belongs(p, FOUR_STATE)),
              Stream.of(together(P13, P14), together(P31, P32)))
          .flatMap(rules -> rules)
          .toList();

  private ModelParameters() {}

  private static Parameter<Percent> percent(String name, String help) {
    return Parameter.optional(name, ValueType.percent(), help);
  }

  private static boolean isOf(Parameters parameters, String model) {
    return parameters.find(MODEL).filter(model::equals).isPresent();
  }

  private static Rule needs(String model, Parameter<?> parameter) {
    return new Rule(
        List.of(MODEL.name(), parameter.name()),
        "`model=%s` has no `%s`".formatted(model, parameter.name()),
        "`%s`, a percentage: %s".formatted(parameter.name(), parameter.help()),
        p -> !isOf(p, model) || p.given(parameter));
  }

  private static Rule belongs(Parameter<?> parameter, String model) {
    return new Rule(
        List.of(parameter.name(), MODEL.name()),
        "`%s` is a parameter of `model=%s` only".formatted(parameter.name(), model),
        "`model=%s`, or no `%s`".formatted(model, parameter.name()),
        p -> !p.given(parameter) || isOf(p, model));
  }

  /// Two ways to leave the same state. The second has a default of 0.
  private static Rule together(Parameter<Percent> one, Parameter<Percent> other) {
    return new Rule(
        List.of(one.name(), other.name()),
        "`%s` and `%s` are above 100 together".formatted(one.name(), other.name()),
        "two ways to leave one state, at most 100 together",
        p -> !isOf(p, FOUR_STATE) || value(p, one) + value(p, other) <= 100);
  }

  private static double value(Parameters parameters, Parameter<Percent> parameter) {
    Percent unless = parameter.equals(P31) ? rest(parameters, P13) : NONE;
    return parameters.find(parameter).orElse(unless).value();
  }

  private static Percent rest(Parameters parameters, Parameter<Percent> of) {
    return new Percent(100 - parameters.find(of).orElse(NONE).value());
  }

  /// The model that is asked for, if any.
  static Optional<LossModel> read(Parameters given) {
    return given
        .find(MODEL)
        .map(name -> name.equals(FOUR_STATE) ? fourState(given) : gilbertElliott(given));
  }

  private static LossModel gilbertElliott(Parameters given) {
    return new GilbertElliott(
        given.get(P),
        given.find(R).orElse(rest(given, P)),
        given.find(H).orElse(NONE),
        given.find(K).orElse(ALL));
  }

  private static LossModel fourState(Parameters given) {
    return new FourState(
        given.get(P13),
        given.find(P31).orElse(rest(given, P13)),
        given.find(P32).orElse(NONE),
        given.find(P23).orElse(ALL),
        given.find(P14).orElse(NONE));
  }
}

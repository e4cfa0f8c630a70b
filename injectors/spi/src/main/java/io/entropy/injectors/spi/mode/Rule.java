package io.entropy.injectors.spi.mode;

import java.util.List;
import java.util.function.Predicate;

/// A rule across parameters, with what it says to someone who breaks it. It's asked only when all
/// values given for its parameters are valid by themselves.
///
/// @param parameters the names of those it's about; the first is the one to blame
/// @param problem what is wrong when it doesn't hold
/// @param expected what would be right
/// @param holds whether these parameters keep it
public record Rule(
    List<String> parameters, String problem, String expected, Predicate<Parameters> holds) {

  public Rule {
    parameters = List.copyOf(parameters);
  }

  /// At most one of the two may be given.
  public static Rule exclusive(Parameter<?> one, Parameter<?> other) {
    return new Rule(
        List.of(one.name(), other.name()),
        "`%s` and `%s` exclude each other".formatted(one.name(), other.name()),
        "one of the two",
        p -> !(p.given(one) && p.given(other)));
  }

  /// Where the one is given, the other has a value of these, e.g. ports want a protocol with ports.
  public static <T> Rule given(
      Parameter<?> one, Parameter<T> other, Predicate<T> has, String expected) {
    return new Rule(
        List.of(one.name(), other.name()),
        "`%s` doesn't go with this `%s`".formatted(one.name(), other.name()),
        expected,
        p -> !p.given(one) || p.find(other).map(has::test).orElse(true));
  }

  /// The one is at most the other, where both have a value.
  public static <T extends Comparable<? super T>> Rule atMost(
      Parameter<T> smaller, Parameter<T> larger) {
    return new Rule(
        List.of(smaller.name(), larger.name()),
        "`%s` is above `%s`".formatted(smaller.name(), larger.name()),
        "`%s` at most as large as `%s`".formatted(smaller.name(), larger.name()),
        p ->
            p.find(smaller)
                .flatMap(s -> p.find(larger).map(l -> s.compareTo(l) <= 0))
                .orElse(true));
  }
}

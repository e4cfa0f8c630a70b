package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.Nearest;
import io.entropy.api.text.TextException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// One of a few values.
///
/// @param values in the order in which they're shown
/// @param words their texts, in the same order
record ChoiceType<T>(List<T> values, List<String> words) implements ValueType<T> {

  ChoiceType {
    values = List.copyOf(values);
    words = List.copyOf(words);
    if (values.isEmpty() || values.size() != words.size()) {
      throw new IllegalArgumentException("not a word for each value: " + words);
    }
  }

  static <E extends Enum<E>> ChoiceType<E> of(Class<E> constants) {
    Function<E, String> word = e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-');
    List<E> values = List.of(constants.getEnumConstants());
    return new ChoiceType<>(values, values.stream().map(word).toList());
  }

  static ChoiceType<String> of(List<String> words) {
    return new ChoiceType<>(words, words);
  }

  @Override
  public T read(String text) throws TextException {
    String typed = text.strip();
    int index = words.indexOf(typed.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new TextException(
          "`" + typed + "` isn't one of the choices" + Nearest.hint(typed, words), expected());
    }
    return values.get(index);
  }

  @Override
  public String format(T value) {
    return words.get(values.indexOf(value));
  }

  @Override
  public String placeholder() {
    return String.join("|", words);
  }

  @Override
  public String expected() {
    List<String> allButLast = words.subList(0, words.size() - 1);
    return Stream.of(String.join(", ", allButLast), words.getLast())
        .filter(s -> !s.isEmpty())
        .reduce((a, b) -> a + " or " + b)
        .orElseThrow();
  }

  @Override
  public List<String> candidates() {
    return words;
  }
}

package io.entropy.injectors.spi.mode.value;

import io.entropy.api.text.CountRange;
import io.entropy.api.text.DurationRange;
import io.entropy.api.text.Percent;
import io.entropy.api.text.Ports;
import io.entropy.api.text.TextException;
import io.entropy.api.v1.Requirement;
import java.time.Duration;
import java.util.List;

/// What kind of value a parameter takes. Help, completion and the reference pages are made from it.
///
/// @param <T> what its text is read into; comparable by `equals`
public sealed interface ValueType<T>
    permits ChoiceType,
        CountType,
        DurationType,
        EndpointsType,
        InterfaceType,
        PercentType,
        PortsType,
        ProtocolsType,
        SelectorType,
        SignalType,
        TextType {

  /// The value of a text.
  T read(String text) throws TextException;

  /// The canonical text of a value: `read(format(x))` is `x`.
  String format(T value);

  /// For a synopsis, e.g. `DURATION` or `uniform|normal`.
  String placeholder();

  /// What is valid, with unit and range, e.g. "a percentage from 0 to 100, such as 30".
  String expected();

  /// Every valid text, when there are only so many; else empty.
  default List<String> candidates() {
    return List.of();
  }

  static ValueType<Percent> percent() {
    return new PercentType();
  }

  static ValueType<Long> count(CountRange range) {
    return new CountType(range);
  }

  static ValueType<Duration> duration(DurationRange range) {
    return new DurationType(range);
  }

  /// One of an enum's constants, in lower case and with `-` for `_`.
  static <E extends Enum<E>> ValueType<E> choice(Class<E> constants) {
    return ChoiceType.of(constants);
  }

  /// One of these words.
  static ValueType<String> choice(List<String> words) {
    return ChoiceType.of(words);
  }

  static ValueType<List<Endpoint>> endpoints() {
    return new EndpointsType();
  }

  static ValueType<Ports> ports() {
    return new PortsType();
  }

  static ValueType<List<Protocol>> protocols() {
    return new ProtocolsType();
  }

  /// Which containers are meant, by their labels.
  static ValueType<List<Requirement>> selector() {
    return new SelectorType();
  }

  static ValueType<Signal> signal() {
    return new SignalType();
  }

  /// A network interface's name, as inside the container.
  static ValueType<String> interfaceName() {
    return new InterfaceType();
  }

  /// Any text but none.
  ///
  /// @param placeholder e.g. `PATH`
  /// @param expected e.g. "a path in the container"
  static ValueType<String> text(String placeholder, String expected) {
    return new TextType(placeholder, expected);
  }
}

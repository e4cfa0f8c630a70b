package io.entropy.api.event;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.util.TreeMap;

/// Writes JSON (RFC 8259) on one line. A library would cost more start-up time than the whole
/// command line has to spare; what events need is this small. One thread.
final class JsonWriter {
  private final StringBuilder out = new StringBuilder(256);
  private boolean first = true;

  JsonWriter open() {
    out.append('{');
    first = true;
    return this;
  }

  JsonWriter close() {
    out.append('}');
    first = false;
    return this;
  }

  JsonWriter key(String name) {
    comma();
    string(name);
    out.append(':');
    return this;
  }

  /// Left out when empty.
  JsonWriter field(String name, String value) {
    if (!value.isEmpty()) {
      key(name);
      string(value);
    }
    return this;
  }

  /// Keys in alphabetical order, so that the same event is always the same text.
  JsonWriter struct(Struct struct) {
    open();
    new TreeMap<>(struct.getFieldsMap()).forEach((name, value) -> key(name).value(value));
    return close();
  }

  private void value(Value value) {
    switch (value.getKindCase()) {
      case STRUCT_VALUE -> struct(value.getStructValue());
      case LIST_VALUE -> list(value);
      case STRING_VALUE -> string(value.getStringValue());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case BOOL_VALUE -> out.append(value.getBoolValue());
      case NULL_VALUE, KIND_NOT_SET -> out.append("null");
    }
  }

  private void list(Value list) {
    out.append('[');
    first = true;
    for (Value element : list.getListValue().getValuesList()) {
      comma();
      value(element);
    }
    out.append(']');
    first = false;
  }

  private void comma() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  /// JSON has no infinities: they become null.
  private void number(double number) {
    if (!Double.isFinite(number)) {
      out.append("null");
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.append((long) number);
    } else {
      out.append(BigDecimal.valueOf(number));
    }
  }

  private void string(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      // Some readers take U+2028 and U+2029 for ends of lines.
      case '\u2028', '\u2029', 0x7f -> out.append("\\u%04x".formatted(c));
      default -> {
        if (c < 0x20) {
          out.append("\\u%04x".formatted(c));
        } else {
          // Half a surrogate pair isn't UTF-8.
          out.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

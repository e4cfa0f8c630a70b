package io.entropy.agent.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON object as the engine sent it; nulls count as missing, and so does a value of another type
/// than is asked for.
record EngineJson(Map<String, Object> fields) {
  private static final EngineJson EMPTY = new EngineJson(Map.of());
  private static final JsonFactory JSON = new JsonFactory();

  static JsonParser parser(InputStream in) throws IOException {
    return JSON.createParser(in);
  }

  /// The next object of a stream of them; empty at its end.
  static Optional<EngineJson> next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    return token == null ? Optional.empty() : Optional.of(asObject(value(parser, token)));
  }

  static List<EngineJson> array(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    return token == null ? List.of() : objects(value(parser, token));
  }

  String text(String field) {
    return fields.get(field) instanceof String text ? text : "";
  }

  long number(String field) {
    return fields.get(field) instanceof Long number ? number : 0;
  }

  boolean isTrue(String field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  EngineJson object(String field) {
    return asObject(fields.get(field));
  }

  List<EngineJson> objects(String field) {
    return objects(fields.get(field));
  }

  List<String> texts(String field) {
    return fields.get(field) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /// The fields that are text.
  Map<String, String> textFields() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value instanceof String text) {
        texts.put(name, text);
      }
    });
    return texts;
  }

  private static EngineJson asObject(@Nullable Object value) {
    return value instanceof EngineJson object ? object : EMPTY;
  }

  private static List<EngineJson> objects(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(EngineJson.class::isInstance).map(EngineJson.class::cast).toList()
        : List.of();
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        Object value = value(parser, parser.nextToken());
        if (value != null) {
          fields.put(name, value);
        }
      }
      return new EngineJson(fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        Object item = value(parser, t);
        if (item != null) {
          items.add(item);
        }
      }
      return items;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    return token.isBoolean() ? (Object) parser.getBooleanValue() : null;
  }
}

package io.entropy.store.transfer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/// One line as a JSON object, strictly read.
final class JsonLine {
  private JsonLine() {}

  static JsonObject parse(String line) throws BadLineException {
    JsonReader reader = new JsonReader(new StringReader(line));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement json = JsonParser.parseReader(reader);
      if (!(json instanceof JsonObject object) || reader.peek() != JsonToken.END_DOCUMENT) {
        throw new BadLineException("this isn't one JSON object");
      }
      return object;
    } catch (IOException | JsonParseException e) {
      throw new BadLineException("this isn't JSON, or was cut: " + e.getMessage());
    }
  }

  static String text(JsonObject json, String field) throws BadLineException {
    if (json.get(field) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new BadLineException("`%s` is missing or isn't text".formatted(field));
  }

  static long number(JsonObject json, String field) throws BadLineException {
    try {
      if (json.get(field) instanceof JsonPrimitive value && value.isNumber()) {
        return value.getAsBigDecimal().longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // said below
    }
    throw new BadLineException("`%s` is missing or isn't a whole number".formatted(field));
  }
}

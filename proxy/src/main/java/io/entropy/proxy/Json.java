package io.entropy.proxy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/// Reads what the API is sent, refusing what has the wrong type.
final class Json {
  static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private Json() {}

  static JsonObject object(String body) throws ApiException {
    JsonElement parsed = parse(body);
    if (!parsed.isJsonObject()) {
      throw ApiException.badBody("it isn't an object");
    }
    return parsed.getAsJsonObject();
  }

  static JsonElement parse(String body) throws ApiException {
    if (body.isBlank()) {
      throw ApiException.badBody("EOF");
    }
    try {
      return JsonParser.parseString(body);
    } catch (JsonParseException e) {
      throw ApiException.badBody(String.valueOf(e.getMessage()));
    }
  }

  static String text(JsonObject object, String field, String otherwise) throws ApiException {
    return value(object, field, String.class, otherwise);
  }

  static <T> T value(JsonObject object, String field, Class<T> type, T otherwise)
      throws ApiException {
    if (!object.has(field) || object.get(field).isJsonNull()) {
      return otherwise;
    }
    try {
      return GSON.fromJson(object.get(field), type);
    } catch (JsonParseException | NumberFormatException e) {
      throw ApiException.badBody("`" + field + "`: " + e.getMessage());
    }
  }
}

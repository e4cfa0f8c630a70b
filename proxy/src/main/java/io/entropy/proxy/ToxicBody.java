package io.entropy.proxy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A toxic as the API is sent it. Besides Toxiproxy's fields it knows two of ours: `lease_ms`,
/// after which the toxic is removed unless that is renewed by an update, and `replaces`, the name
/// of a toxic that ends in the same step. Toxiproxy overlooks attributes that it doesn't know, and
/// takes numbers that make no sense; here they're refused.
record ToxicBody(Toxic toxic, @Nullable String replaces, long leaseMillis) {
  private static final long LONGEST_LEASE = 24L * 60 * 60 * 1000;

  static ToxicBody read(JsonObject body) throws ApiException {
    Direction direction =
        Direction.of(Json.text(body, "stream", "downstream"))
            .orElseThrow(() ->
                new ApiException(400, "stream was invalid, can be either upstream or downstream"));
    ToxicType type =
        ToxicType.of(Json.text(body, "type", ""))
            .orElseThrow(() -> new ApiException(400, "invalid toxic type"));
    String name = Json.text(body, "name", "");
    Toxic toxic =
        new Toxic(
            name.isEmpty() ? type.word() + "_" + direction.word() : name,
            type,
            direction,
            toxicity(body, 1),
            attributes(type, new JsonObject(), body),
            new Tally());
    String replaces = Json.text(body, "replaces", "");
    return new ToxicBody(toxic, replaces.isEmpty() ? null : replaces, lease(body));
  }

  private static double toxicity(JsonObject body, double otherwise) throws ApiException {
    double toxicity = Json.value(body, "toxicity", Double.class, otherwise);
    if (!(toxicity >= 0 && toxicity <= 1)) {
      throw ApiException.badBody("`toxicity` is from 0 to 1");
    }
    return toxicity;
  }

  private static long lease(JsonObject body) throws ApiException {
    long millis = Json.value(body, "lease_ms", Long.class, 0L);
    if (millis < 0 || millis > LONGEST_LEASE) {
      throw ApiException.badBody("`lease_ms` is from 1 to " + LONGEST_LEASE);
    }
    return millis;
  }

  /// Those of the body over those before.
  private static Attributes attributes(ToxicType type, JsonObject before, JsonObject body)
      throws ApiException {
    JsonObject all = before.deepCopy();
    JsonElement given = body.get("attributes");
    if (given != null && given.isJsonObject()) {
      given.getAsJsonObject().entrySet().forEach(e -> all.add(e.getKey(), e.getValue()));
    } else if (given != null && !given.isJsonNull()) {
      throw ApiException.badBody("`attributes` isn't an object");
    }
    Set<String> known = read(type, new JsonObject()).keySet();
    for (var attribute : all.entrySet()) {
      if (!known.contains(attribute.getKey())) {
        throw ApiException.badBody(
            "a %s toxic has no attribute `%s`; it has %s"
                .formatted(type.word(), attribute.getKey(), String.join(", ", known)));
      }
      if (!isCount(attribute.getValue())) {
        throw ApiException.badBody(
            "`attributes`: `" + attribute.getKey() + "` is a whole number, 0 or more");
      }
    }
    var _ = read(type, all);
    return Json.GSON.fromJson(all, type.attributes());
  }

  private static boolean isCount(JsonElement value) {
    return value instanceof JsonPrimitive number
        && number.isNumber()
        && number.getAsDouble() >= 0
        && number.getAsDouble() < Long.MAX_VALUE
        && number.getAsDouble() % 1 == 0;
  }

  /// Attributes as they're understood, with those that aren't given.
  private static JsonObject read(ToxicType type, JsonObject given) throws ApiException {
    try {
      return Json.GSON.toJsonTree(Json.GSON.fromJson(given, type.attributes())).getAsJsonObject();
    } catch (JsonParseException | NumberFormatException e) {
      throw ApiException.badBody("`attributes`: " + e.getMessage());
    }
  }

  /// What an update changes.
  record Change(JsonObject body, long leaseMillis) {

    static Change read(JsonObject body) throws ApiException {
      return new Change(body, lease(body));
    }

    Toxic of(Toxic old) throws ApiException {
      JsonObject before = Json.GSON.toJsonTree(old.attributes()).getAsJsonObject();
      return old.with(toxicity(body, old.toxicity()), attributes(old.type(), before, body));
    }
  }
}

package io.entropy.proxy;

import com.google.gson.JsonObject;

/// A toxic of a proxy. Two are the same only when they are one: identity counts, since a name can
/// be used again.
///
/// @param toxicity the share of connections it concerns, 0 to 1
record Toxic(
    String name,
    ToxicType type,
    Direction direction,
    double toxicity,
    Attributes attributes,
    Tally tally) {

  /// The same toxic told something else; it goes on counting.
  Toxic with(double newToxicity, Attributes newAttributes) {
    return new Toxic(name, type, direction, newToxicity, newAttributes, tally);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.add("attributes", Json.GSON.toJsonTree(attributes));
    json.addProperty("name", name);
    json.addProperty("type", type.word());
    json.addProperty("stream", direction.word());
    json.addProperty("toxicity", toxicity);
    return json;
  }
}

package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.injectors.spi.mode.Parameters;

/// A toxic as the server's API takes it.
final class ToxicBody {
  private ToxicBody() {}

  static JsonObject of(ToxicMode mode, ToxicPlace place, Parameters parameters) {
    JsonObject attributes = new JsonObject();
    mode.attributes().apply(parameters).forEach(attributes::addProperty);
    JsonObject body = new JsonObject();
    body.addProperty("name", place.toxic());
    body.addProperty("type", mode.type());
    body.addProperty("stream", parameters.get(ServerParameters.STREAM));
    body.addProperty("toxicity", parameters.get(ServerParameters.TOXICITY).fraction());
    body.add("attributes", attributes);
    return body;
  }
}

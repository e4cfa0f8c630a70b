package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;

/// Numbers by name: what our server has counted of a toxic, or a toxic's attributes.
record Numbers(JsonObject json) {
  private static final double MILLION = 1e6;

  double get(String name) {
    return json.has(name) ? json.get(name).getAsDouble() : 0;
  }

  double millis(String nanos) {
    return get(nanos) / MILLION;
  }

  /// The mean wait in ms.
  double meanWait(String waited, String count) {
    return get(count) == 0 ? 0 : millis(waited) / get(count);
  }
}

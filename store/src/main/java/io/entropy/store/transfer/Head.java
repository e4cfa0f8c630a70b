package io.entropy.store.transfer;

import com.google.gson.JsonObject;

/// A dump's first line: what it is, and how many lines follow, so that a dump that was cut is
/// noticed.
record Head(long version, long objects) {
  private static final String FORMAT = "entropy_store_dump";
  private static final int CURRENT = 1;

  String toLine() {
    JsonObject json = new JsonObject();
    json.addProperty(FORMAT, CURRENT);
    json.addProperty("version", version);
    json.addProperty("objects", objects);
    return json.toString();
  }

  static Head parse(String line) throws BadLineException {
    JsonObject json = JsonLine.parse(line);
    if (!json.has(FORMAT)) {
      throw new BadLineException("this isn't the head of a dump of `entropy store dump`");
    }
    long format = JsonLine.number(json, FORMAT);
    if (format != CURRENT) {
      throw new BadLineException(
          "the dump has format %d; this version of Entropy reads format %d"
              .formatted(format, CURRENT));
    }
    return new Head(JsonLine.number(json, "version"), JsonLine.number(json, "objects"));
  }
}

package io.entropy.agent.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entropy.agent.journal.JournalLine.Done;
import io.entropy.agent.journal.JournalLine.Header;
import io.entropy.agent.journal.JournalLine.Open;
import io.entropy.injectors.spi.Undo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// A journal's lines as JSON: `{"journal":1,…}`, `{"undo":7,…}`, `{"done":7}`.
///
/// All values are text, numbers, or one level of text fields (an undo's details).
final class JournalJson {
  private static final JsonFactory JSON = new JsonFactory();

  private JournalJson() {}

  /// With its line end.
  static byte[] write(JournalLine line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      switch (line) {
        case Header header -> {
          json.writeNumberField("journal", header.format());
          json.writeStringField("session", header.session());
          json.writeNumberField("pid", header.pid());
          json.writeNumberField("started", header.started());
          json.writeStringField("command", header.command());
        }
        case Open open -> write(json, open);
        case Done done -> json.writeNumberField("done", done.number());
      }
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Open open) throws IOException {
    Undo undo = open.undo();
    json.writeNumberField("undo", open.number());
    json.writeStringField("injection", undo.injectionId());
    json.writeStringField("session", undo.session());
    json.writeStringField("mode", undo.mode());
    json.writeStringField("target_id", undo.targetId());
    json.writeStringField("target", undo.target());
    json.writeObjectFieldStart("details");
    for (Map.Entry<String, String> detail : new TreeMap<>(undo.details()).entrySet()) {
      json.writeStringField(detail.getKey(), detail.getValue());
    }
    json.writeEndObject();
  }

  /// @throws IOException when it isn't a line of a journal, whole
  static JournalLine read(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    Map<String, String> details = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (json.nextToken() == JsonToken.START_OBJECT) {
          readTexts(json, details);
        } else {
          fields.put(name, json.getValueAsString(""));
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("no whole JSON object");
      }
    }
    return line(new Fields(fields), details);
  }

  private static void readTexts(JsonParser json, Map<String, String> into) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      into.put(name, json.getValueAsString(""));
    }
  }

  private static JournalLine line(Fields fields, Map<String, String> details) throws IOException {
    if (fields.has("journal")) {
      return new Header(
          (int) fields.number("journal"),
          fields.text("session"),
          fields.number("pid"),
          fields.number("started"),
          fields.text("command"));
    }
    if (fields.has("undo")) {
      Undo undo =
          new Undo(
              fields.text("injection"),
              fields.text("session"),
              fields.text("mode"),
              fields.text("target_id"),
              fields.text("target"),
              details);
      return new Open(fields.number("undo"), undo);
    }
    return new Done(fields.number("done"));
  }

  private record Fields(Map<String, String> values) {
    boolean has(String name) {
      return values.containsKey(name);
    }

    String text(String name) throws IOException {
      String value = values.get(name);
      if (value == null) {
        throw new IOException("no \"" + name + "\"");
      }
      return value;
    }

    long number(String name) throws IOException {
      try {
        return Long.parseLong(text(name));
      } catch (NumberFormatException e) {
        throw new IOException("\"" + name + "\" is no number", e);
      }
    }
  }
}

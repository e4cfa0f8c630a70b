package io.entropy.store.transfer;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.entropy.store.model.Kind;
import io.entropy.store.model.Kinds;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An object as a line: `{"kind":…,"id":…,"object":{…}}` in protobuf's JSON, or `"bytes":"…"`, its
/// encoding in base64, for the rare object that JSON can't hold unchanged (a number that's NaN,
/// fields of a newer version).
final class EntryJson {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();
  private static final Map<String, Kind<?>> KINDS =
      Kinds.ALL.stream().collect(Collectors.toMap(Kind::name, Function.identity()));

  private EntryJson() {}

  static <T> String toLine(Entry<T> entry) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", entry.kind().name());
    json.addProperty("id", entry.id());
    try {
      JsonObject object = JsonLine.parse(PRINTER.print((Message) entry.object()));
      json.add("object", object);
      if (fromJson(entry.kind(), object).equals(entry.object())) {
        return json.toString();
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException | BadLineException _) {
      // JSON can't hold it
    }
    json.remove("object");
    byte[] bytes = entry.kind().bytes(entry.object());
    json.addProperty("bytes", Base64.getEncoder().encodeToString(bytes));
    return json.toString();
  }

  static Entry<?> parse(String line) throws BadLineException {
    JsonObject json = JsonLine.parse(line);
    String name = JsonLine.text(json, "kind");
    Kind<?> kind = KINDS.get(name);
    if (kind == null) {
      throw new BadLineException(
          "this version of Entropy knows no `%s`, only %s"
              .formatted(name, String.join(", ", KINDS.keySet().stream().sorted().toList())));
    }
    Entry<?> entry = parse(kind, json);
    String id = JsonLine.text(json, "id");
    if (!id.equals(entry.id())) {
      throw new BadLineException(
          "the line is of `%s`, its object is `%s`".formatted(id, entry.id()));
    }
    if (id.isEmpty()) {
      throw new BadLineException("the object has no id");
    }
    return entry;
  }

  private static <T> Entry<T> parse(Kind<T> kind, JsonObject json) throws BadLineException {
    try {
      if (json.get("object") instanceof JsonObject object) {
        return new Entry<>(kind, fromJson(kind, object));
      }
      byte[] bytes = Base64.getDecoder().decode(JsonLine.text(json, "bytes"));
      return new Entry<>(kind, kind.parser().parseFrom(bytes));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new BadLineException("this is no object of %s: %s".formatted(kind, e.getMessage()));
    }
  }

  @SuppressWarnings("unchecked") // a builder of a kind's message builds that
  private static <T> T fromJson(Kind<T> kind, JsonObject json)
      throws InvalidProtocolBufferException {
    Message.Builder builder =
        ((Message) kind.parser().parseFrom(ByteString.EMPTY)).newBuilderForType();
    PARSER.merge(json.toString(), builder);
    return (T) builder.build();
  }
}

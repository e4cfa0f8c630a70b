package io.entropy.cli.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether YAML text has only fields that a message has, at their place: each other one is noted
/// with its line and the nearest that there is. One thread.
final class YamlShape {
  private final JsonParser yaml;
  private final Violations violations;

  /// @param yaml just behind the start of a mapping
  YamlShape(JsonParser yaml, Violations violations) {
    this.yaml = yaml;
    this.violations = violations;
  }

  /// Reads one mapping to its end.
  void check(Descriptor message) throws IOException {
    Set<String> seen = new HashSet<>();
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String name = yaml.currentName();
      int line = yaml.currentTokenLocation().getLineNr();
      FieldDescriptor field = field(message, name);
      if (field == null) {
        violations.add(
            "line " + line,
            "`"
                + message.getName()
                + "` has no `"
                + name
                + "`"
                + Nearest.hint(name, names(message)),
            String.join(", ", names(message)));
      } else if (!seen.add(field.getName())) {
        violations.add("line " + line, "`" + name + "` is given twice", "it once");
      }
      value(field);
    }
  }

  private void value(@Nullable FieldDescriptor field) throws IOException {
    JsonToken token = yaml.nextToken();
    if (field == null || !isMessage(field)) {
      yaml.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      check(field.getMessageType());
    } else if (token == JsonToken.START_ARRAY) {
      items(field);
    }
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.isMapField()
        && !isText(field.getMessageType());
  }

  private void items(FieldDescriptor field) throws IOException {
    for (JsonToken item = yaml.nextToken(); item != JsonToken.END_ARRAY; item = yaml.nextToken()) {
      if (item == JsonToken.START_OBJECT) {
        check(field.getMessageType());
      } else {
        yaml.skipChildren();
      }
    }
  }

  /// Messages that JSON writes as text.
  private static boolean isText(Descriptor message) {
    return message.equals(Duration.getDescriptor()) || message.equals(Timestamp.getDescriptor());
  }

  private static @Nullable FieldDescriptor field(Descriptor message, String name) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static List<String> names(Descriptor message) {
    List<String> names = new ArrayList<>();
    message.getFields().forEach(field -> names.add(field.getJsonName()));
    return names;
  }
}

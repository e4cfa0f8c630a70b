package io.entropy.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import java.util.TreeMap;

/// Messages as JSON schemas, by the mapping of https://protobuf.dev/programming-guides/json/; each
/// message that is mentioned gets one of its own. Used by one thread.
final class JsonSchemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String AT = "#/components/schemas/";
  private static final String ERROR = "Error";

  private final Map<String, ObjectNode> byName = new TreeMap<>();

  ObjectNode all() {
    ObjectNode all = NODES.objectNode();
    all.setAll(byName);
    return all;
  }

  /// What every refusal looks like.
  void error() {
    ObjectNode error = NODES.objectNode().put("type", "object");
    ObjectNode properties = error.putObject("properties");
    properties.putObject("code").put("type", "integer");
    properties.putObject("grpc-code").put("type", "string");
    properties.putObject("message").put("type", "string");
    properties.putObject("details").put("type", "array").putObject("items").put("type", "object");
    byName.put(ERROR, error);
  }

  static ObjectNode errorReference() {
    return NODES.objectNode().put("$ref", AT + ERROR);
  }

  ObjectNode reference(Descriptor message) {
    return switch (message.getFullName()) {
      case "google.protobuf.Timestamp" -> text().put("format", "date-time");
      case "google.protobuf.Duration" -> text().put("pattern", "^-?\\d+(\\.\\d+)?s$");
      case "google.protobuf.Struct", "google.protobuf.Empty" -> object();
      default -> {
        define(message);
        yield NODES.objectNode().put("$ref", AT + name(message));
      }
    };
  }

  private void define(Descriptor message) {
    if (byName.containsKey(name(message))) {
      return;
    }
    ObjectNode schema = object().put("additionalProperties", false);
    byName.put(name(message), schema); // before its fields: messages may hold themselves
    ObjectNode properties = schema.putObject("properties");
    for (FieldDescriptor field : message.getFields()) {
      properties.set(field.getJsonName(), of(field));
    }
  }

  private static String name(Descriptor message) {
    return message.getFullName().substring(message.getFile().getPackage().length() + 1);
  }

  ObjectNode of(FieldDescriptor field) {
    if (field.isMapField()) {
      ObjectNode map = object();
      map.set("additionalProperties", single(field.getMessageType().findFieldByName("value")));
      return map;
    }
    if (field.isRepeated()) {
      ObjectNode array = NODES.objectNode().put("type", "array");
      array.set("items", single(field));
      return array;
    }
    return single(field);
  }

  private ObjectNode single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> text();
      case BYTE_STRING -> text().put("format", "byte");
      case BOOLEAN -> NODES.objectNode().put("type", "boolean");
      case INT -> NODES.objectNode().put("type", "integer").put("format", "int32");
      case LONG -> text().put("format", "int64");
      case FLOAT, DOUBLE -> NODES.objectNode().put("type", "number");
      case ENUM -> text(field.getEnumType());
      case MESSAGE -> reference(field.getMessageType());
    };
  }

  private static ObjectNode object() {
    return NODES.objectNode().put("type", "object");
  }

  private static ObjectNode text() {
    return NODES.objectNode().put("type", "string");
  }

  private static ObjectNode text(EnumDescriptor type) {
    ObjectNode schema = text();
    ArrayNode values = schema.putArray("enum");
    type.getValues().forEach(v -> values.add(v.getName()));
    return schema;
  }
}

package io.entropy.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.entropy.api.v1.CreatePolicyRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The REST interface described for programs (https://spec.openapis.org/oas/v3.0.3), made from the
/// calls' own descriptors. A value.
public record OpenApi(String json) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Of what users do, and of the event stream.
  public static OpenApi ofControl() {
    ServiceDescriptor control =
        CreatePolicyRequest.getDescriptor().getFile().findServiceByName("Control");
    return new OpenApi(describe(control).toPrettyString());
  }

  private static ObjectNode describe(ServiceDescriptor service) {
    JsonSchemas schemas = new JsonSchemas();
    ObjectNode root = NODES.objectNode().put("openapi", "3.0.3");
    root.putObject("info").put("title", "Entropy").put("version", "v1");
    ObjectNode paths = root.putObject("paths");
    for (MethodDescriptor method : service.getMethods()) {
      HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
      Route route = Route.of(rule);
      paths.withObjectProperty(route.path()).set(route.verb(), operation(method, rule, schemas));
    }
    paths.withObjectProperty("/v1/events").set("get", events());
    schemas.error();
    root.putObject("components").set("schemas", schemas.all());
    return root;
  }

  /// How a call is made.
  private record Route(String verb, String path) {
    static Route of(HttpRule rule) {
      String verb = rule.getPatternCase().name().toLowerCase(Locale.ROOT);
      String path =
          switch (rule.getPatternCase()) {
            case GET -> rule.getGet();
            case PUT -> rule.getPut();
            case POST -> rule.getPost();
            case DELETE -> rule.getDelete();
            case PATCH -> rule.getPatch();
            case CUSTOM, PATTERN_NOT_SET ->
                throw new IllegalArgumentException("a call without a path: " + rule);
          };
      return new Route(verb, path);
    }

    List<String> variables() {
      List<String> names = new ArrayList<>();
      Matcher matcher = VARIABLE.matcher(path);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
      return names;
    }
  }

  private static ObjectNode operation(MethodDescriptor method, HttpRule rule, JsonSchemas schemas) {
    ObjectNode operation = NODES.objectNode().put("operationId", method.getName());
    List<String> inPath = Route.of(rule).variables();
    ArrayNode parameters = operation.putArray("parameters");
    for (FieldDescriptor field : method.getInputType().getFields()) {
      if (inPath.contains(field.getName())) {
        parameters.add(parameter(field.getName(), "path", schemas.of(field)));
      } else if (rule.getBody().isEmpty()) {
        parameters.add(parameter(field.getJsonName(), "query", schemas.of(field)));
      }
    }
    if (!rule.getBody().isEmpty()) {
      operation
          .putObject("requestBody")
          .put("required", true)
          .set("content", content(schemas.reference(method.getInputType())));
    }
    ObjectNode responses = operation.putObject("responses");
    responses
        .putObject("200")
        .put("description", "OK")
        .set("content", content(schemas.reference(method.getOutputType())));
    responses
        .putObject("default")
        .put("description", "Refused or failed")
        .set("content", content(JsonSchemas.errorReference()));
    return operation;
  }

  private static ObjectNode parameter(String name, String in, ObjectNode schema) {
    ObjectNode parameter = NODES.objectNode().put("name", name).put("in", in);
    if (in.equals("path")) {
      parameter.put("required", true);
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static ObjectNode content(ObjectNode schema) {
    ObjectNode content = NODES.objectNode();
    content.putObject("application/json").set("schema", schema);
    return content;
  }

  private static ObjectNode events() {
    ObjectNode operation = NODES.objectNode().put("operationId", "Subscribe");
    ArrayNode parameters = operation.putArray("parameters");
    ObjectNode text = NODES.objectNode().put("type", "string");
    for (String name : List.of("after", "type", "policy", "target", "node")) {
      parameters.add(parameter(name, "query", text));
    }
    parameters.add(parameter("follow", "query", NODES.objectNode().put("type", "boolean")));
    ObjectNode ok =
        operation.putObject("responses").putObject("200").put("description", "CloudEvents, live");
    ok.putObject("content").putObject("text/event-stream").set("schema", text);
    return operation;
  }
}

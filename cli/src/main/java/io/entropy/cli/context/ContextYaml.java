package io.entropy.cli.context;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.entropy.api.text.Violations;
import io.entropy.cli.context.Contexts.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;

/// Contexts as YAML: `current: NAME`, and under `contexts` each name with its `endpoint` and, where
/// there is one, its `tls-dir`.
final class ContextYaml {
  private static final String EXPECTED =
      "current: NAME, and contexts: {NAME: {endpoint: tcp://HOST:2476, tls-dir: DIR}}";
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final JsonParser yaml;
  private final String source;
  private final Violations violations = new Violations();

  private ContextYaml(JsonParser yaml, String source) {
    this.yaml = yaml;
    this.source = source;
  }

  /// @param source what to call the text in errors
  /// @throws io.entropy.api.text.InvalidInputException with all that is wrong in it
  static Contexts parse(String source, String text) throws IOException {
    try (JsonParser yaml = YAML.createParser(text)) {
      ContextYaml reader = new ContextYaml(yaml, source);
      try {
        Contexts contexts = yaml.nextToken() == null ? Contexts.NONE : reader.contexts();
        reader.violations.throwIfAny();
        return contexts;
      } catch (JsonProcessingException e) {
        reader.wrong("it's no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        reader.violations.throwIfAny();
        throw e;
      }
    }
  }

  private Contexts contexts() throws IOException {
    String current = "";
    Map<String, Context> all = new TreeMap<>();
    if (!isMapping("the file")) {
      return Contexts.NONE;
    }
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String field = yaml.currentName();
      yaml.nextToken();
      switch (field) {
        case "current" -> current = text(field);
        case "contexts" -> {
          if (isMapping(field)) {
            while (yaml.nextToken() == JsonToken.FIELD_NAME) {
              String name = yaml.currentName();
              yaml.nextToken();
              all.put(name, context(name));
            }
          }
        }
        default -> unknown(field);
      }
    }
    return new Contexts(current, all);
  }

  private Context context(String name) throws IOException {
    String endpoint = "";
    String tlsDir = "";
    if (isMapping(name)) {
      while (yaml.nextToken() == JsonToken.FIELD_NAME) {
        String field = yaml.currentName();
        yaml.nextToken();
        switch (field) {
          case "endpoint" -> endpoint = text(field);
          case "tls-dir" -> tlsDir = text(field);
          default -> unknown(field);
        }
      }
      if (endpoint.isEmpty()) {
        wrong("the context `" + name + "` has no endpoint");
      }
    }
    return new Context(endpoint, tlsDir);
  }

  private boolean isMapping(String what) throws IOException {
    if (yaml.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    wrong(what + " isn't a mapping");
    yaml.skipChildren();
    return false;
  }

  private String text(String field) throws IOException {
    if (yaml.currentToken().isScalarValue() && yaml.currentToken() != JsonToken.VALUE_NULL) {
      return yaml.getText();
    }
    wrong("`" + field + "` has no text");
    yaml.skipChildren();
    return "";
  }

  private void unknown(String field) throws IOException {
    wrong("there is no `" + field + "`");
    yaml.skipChildren();
  }

  private void wrong(String problem) {
    violations.add(
        "%s, line %d".formatted(source, yaml.currentTokenLocation().getLineNr()),
        problem,
        EXPECTED);
  }

  static String format(Contexts contexts) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator yaml = YAML.createGenerator(text)) {
      yaml.writeStartObject();
      if (!contexts.current().isEmpty()) {
        yaml.writeStringField("current", contexts.current());
      }
      yaml.writeObjectFieldStart("contexts");
      for (var each : contexts.all().entrySet()) {
        yaml.writeObjectFieldStart(each.getKey());
        yaml.writeStringField("endpoint", each.getValue().endpoint());
        if (!each.getValue().tlsDir().isEmpty()) {
          yaml.writeStringField("tls-dir", each.getValue().tlsDir());
        }
        yaml.writeEndObject();
      }
      yaml.writeEndObject();
      yaml.writeEndObject();
    }
    return text.toString();
  }
}

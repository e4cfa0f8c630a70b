package io.entropy.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.entropy.api.text.Violations;
import io.entropy.api.v1.FailurePolicySpec;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Policies as a file has them: YAML documents, each a `FailurePolicySpec` in the names of the
/// API's JSON.
final class PolicyFile {
  private static final YAMLFactory YAML = new YAMLFactory();

  private PolicyFile() {}

  /// Reads a file, or standard input for `-`.
  ///
  /// @throws io.entropy.api.text.InvalidInputException with everything that is wrong in it
  static List<FailurePolicySpec> read(String path) throws IOException {
    String text =
        path.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Path.of(path));
    return parse(path, text);
  }

  static List<FailurePolicySpec> parse(String source, String text) throws IOException {
    Violations violations = new Violations();
    List<FailurePolicySpec> policies = List.of();
    try {
      checkShape(text, violations);
      violations.throwIfAny();
      policies = policies(text, violations);
    } catch (JsonProcessingException e) {
      violations.add(
          source + ", line " + e.getLocation().getLineNr(),
          "it's no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          "a mapping of a policy's fields");
    }
    checkNames(policies, source, violations);
    violations.throwIfAny();
    return policies;
  }

  private static void checkShape(String text, Violations violations) throws IOException {
    try (JsonParser yaml = YAML.createParser(text)) {
      for (JsonToken token = yaml.nextToken(); token != null; token = yaml.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          new YamlShape(yaml, violations).check(FailurePolicySpec.getDescriptor());
        } else {
          violations.add(
              "line " + yaml.currentTokenLocation().getLineNr(),
              "a document isn't a mapping",
              "a policy's fields, e.g. name: flaky");
          yaml.skipChildren();
        }
      }
    }
  }

  private static List<FailurePolicySpec> policies(String text, Violations violations)
      throws IOException {
    List<FailurePolicySpec> policies = new ArrayList<>();
    try (JsonParser yaml = YAML.createParser(text)) {
      while (yaml.nextToken() != null) {
        int line = yaml.currentTokenLocation().getLineNr();
        FailurePolicySpec.Builder spec = FailurePolicySpec.newBuilder();
        try {
          JsonFormat.parser().merge(json(yaml), spec);
          policies.add(spec.build());
        } catch (InvalidProtocolBufferException e) {
          violations.add(
              "the policy at line " + line,
              String.valueOf(e.getMessage()),
              "what 'entropy policy inspect' shows of a policy's spec");
        }
      }
    }
    return policies;
  }

  private static String json(JsonParser document) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator to = new JsonFactory().createGenerator(json)) {
      to.copyCurrentStructure(document);
    }
    return json.toString();
  }

  private static void checkNames(
      List<FailurePolicySpec> policies, String source, Violations violations) {
    Set<String> names = new HashSet<>();
    for (FailurePolicySpec policy : policies) {
      if (policy.getName().isEmpty()) {
        violations.add(source, "a policy has no name", "name: NAME");
      } else if (!names.add(policy.getName())) {
        violations.add(source, "two policies are called " + policy.getName(), "each name once");
      }
    }
  }
}

package io.entropy.cli.client;

import io.entropy.api.text.Violations;
import picocli.CommandLine.Option;

/// How objects are to be shown.
final class FormatOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|wide|json|yaml",
      defaultValue = "table",
      description = "How it's shown (${DEFAULT-VALUE}); json and yaml as the API has it.")
  String format = "table";

  Format read() {
    Violations violations = new Violations();
    var read = violations.read("--output", format, Format::read);
    violations.throwIfAny();
    return read.orElseThrow();
  }
}

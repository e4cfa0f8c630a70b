package io.entropy.cli.client;

import io.entropy.api.v1.FailurePolicySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Files of policies.
final class FileOption {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "Policies as YAML documents; - for standard input. Repeatable.")
  List<String> files = List.of();

  List<FailurePolicySpec> read() throws IOException {
    List<FailurePolicySpec> policies = new ArrayList<>();
    for (String file : files) {
      policies.addAll(PolicyFile.read(file));
    }
    return policies;
  }
}

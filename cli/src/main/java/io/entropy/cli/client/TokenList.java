package io.entropy.cli.client;

import io.entropy.api.v1.ListTokensRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `entropy token ls`.
@Command(
    name = "ls",
    description = "Lists the tokens, without what is secret.",
    mixinStandardHelpOptions = true)
final class TokenList implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      printer.list(
          client
              .call(control -> control.listTokens(ListTokensRequest.getDefaultInstance()))
              .getTokensList(),
          Columns.TOKENS);
    }
  }
}

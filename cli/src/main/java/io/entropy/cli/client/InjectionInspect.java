package io.entropy.cli.client;

import io.entropy.api.v1.GetInjectionRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `entropy injection inspect`.
@Command(
    name = "inspect",
    description = "Shows all there is of a fault.",
    mixinStandardHelpOptions = true)
final class InjectionInspect implements Runnable {
  @Mixin private ManagerOption manager = new ManagerOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(paramLabel = "INJECTION", description = "Its id.")
  private String id = "";

  @Override
  public void run() {
    ObjectPrinter printer = new ObjectPrinter(format.read(), System.out);
    try (ManagerClient client = manager.open()) {
      GetInjectionRequest request = GetInjectionRequest.newBuilder().setId(id).build();
      printer.one(client.call(control -> control.getInjection(request)));
    }
  }
}

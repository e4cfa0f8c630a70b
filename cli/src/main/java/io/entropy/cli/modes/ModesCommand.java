package io.entropy.cli.modes;

import io.entropy.api.text.InvalidInputException;
import io.entropy.api.text.Nearest;
import io.entropy.api.text.Violation;
import io.entropy.cli.ExitCode;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.injectors.spi.mode.Parameter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `entropy modes`: what can be asked for, made from the declarations.
@Command(
    name = "modes",
    description = "Lists the failure modes, or shows one with its parameters.",
    mixinStandardHelpOptions = true)
public final class ModesCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      description = "The mode to show in full.",
      completionCandidates = ModeNames.class)
  private @Nullable String mode;

  @Option(
      names = "--pages",
      hidden = true,
      paramLabel = "FOLDER",
      description = "Writes the reference pages of all modes into this folder.")
  private @Nullable Path pages;

  @Override
  public Integer call() throws IOException {
    FailureModes modes = FailureModes.load();
    Path folder = pages;
    if (folder == null) {
      print(modes, mode, System.out);
    } else {
      for (var page : ModePages.of(modes.all()).entrySet()) {
        Path _ = Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
    }
    return ExitCode.OK;
  }

  private static void print(FailureModes modes, @Nullable String wanted, PrintStream out) {
    if (wanted == null) {
      for (FailureMode each : modes.all()) {
        out.printf("%-18s %s%n", each.name(), each.summary());
        if (!each.aliases().isEmpty()) {
          out.printf("%-18s (also: %s)%n", "", String.join(", ", each.aliases()));
        }
      }
      out.println();
      out.println("entropy modes MODE shows a mode's parameters.");
    } else {
      print(modes.find(wanted).orElseThrow(() -> unknown(modes, wanted)), out);
    }
  }

  private static void print(FailureMode mode, PrintStream out) {
    out.println(mode.name() + ": " + mode.summary());
    if (!mode.aliases().isEmpty()) {
      out.println("also: " + String.join(", ", mode.aliases()));
    }
    for (Parameter<?> parameter : mode.parameters()) {
      out.println();
      out.printf(
          "  %s=%s%s%n",
          parameter.name(),
          parameter.type().placeholder(),
          parameter.defaultText().map(d -> "  (default " + d + ")").orElse(""));
      out.println("      " + parameter.help());
      out.println("      " + parameter.type().expected());
    }
    if (!mode.notes().isBlank()) {
      out.println();
      out.print(mode.notes());
    }
  }

  private static InvalidInputException unknown(FailureModes modes, String typed) {
    List<String> names = modes.all().stream().map(FailureMode::name).toList();
    return new InvalidInputException(
        List.of(
            new Violation(
                "failure mode",
                "there is no `" + typed + "`" + Nearest.hint(typed, names),
                "one of " + String.join(", ", names))));
  }
}

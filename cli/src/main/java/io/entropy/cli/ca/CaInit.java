package io.entropy.cli.ca;

import io.entropy.api.text.Durations;
import io.entropy.api.text.Violations;
import io.entropy.security.AuthorityFolder;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `entropy ca init`.
@Command(
    name = "init",
    description = {
      "Makes an authority: ca.pem for everybody, ca-key.pem for nobody else.",
      "Whoever has that key can be anybody; it overwrites nothing."
    },
    mixinStandardHelpOptions = true)
final class CaInit implements Callable<Integer> {
  @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where to keep it.")
  private Path dir = Path.of("");

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it holds (default: 3650d).")
  private String length = "3650d";

  @Override
  public Integer call() throws IOException {
    Violations violations = new Violations();
    var held = violations.read("--for", length, Durations::read);
    violations.throwIfAny();
    Duration holds = held.orElseThrow();
    new AuthorityFolder(dir)
        .create(CertificateAuthority.create(Validity.of(InstantSource.system(), holds)));
    System.out.printf("The authority is in %s; keep ca-key.pem to yourself.%n", dir);
    return 0;
  }
}

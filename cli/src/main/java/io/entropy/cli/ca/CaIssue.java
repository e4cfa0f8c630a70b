package io.entropy.cli.ca;

import io.entropy.api.text.Durations;
import io.entropy.api.text.Violations;
import io.entropy.security.AlternativeNames;
import io.entropy.security.AuthorityFolder;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.CredentialFolder;
import io.entropy.security.Credentials;
import io.entropy.security.Identity;
import io.entropy.security.KeyPairs;
import io.entropy.security.Role;
import io.entropy.security.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `entropy ca issue`.
@Command(
    name = "issue",
    description = "Issues a certificate with a new key: ca.pem, cert.pem and key.pem in a folder.",
    footer = {
      "",
      "Examples:",
      "  entropy ca issue --dir ca --name m1 --role manager --host 10.0.0.1 --for 365d",
      "  entropy ca issue --dir ca --name alice --role operator --for 30d --out ~/.entropy"
    },
    mixinStandardHelpOptions = true)
final class CaIssue implements Callable<Integer> {
  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Where 'entropy ca init' made the authority.")
  private Path dir = Path.of("");

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Whose it is: a person, a program, a manager; an agent's node id.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "viewer, operator, admin, agent or manager.")
  private String role = "";

  @Option(
      names = "--for",
      required = true,
      paramLabel = "DURATION",
      description = "How long it holds, e.g. 30d.")
  private String length = "";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where a manager is reached: a name or an address. Repeatable.")
  private List<String> hosts = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to put it (default: NAME in the authority's folder).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Violations violations = new Violations();
    Optional<String> read = violations.read("--name", name, Identity::readName);
    Optional<Role> given = violations.read("--role", role, Role::read);
    var holds = violations.read("--for", length, Durations::read);
    List<String> reached = hosts(given, violations);
    violations.throwIfAny();

    CertificateAuthority authority = new AuthorityFolder(dir).read();
    Validity validity = Validity.of(InstantSource.system(), holds.orElseThrow());
    if (validity.until().isAfter(authority.until())) {
      violations.add(
          "--for", "the authority itself ends before", "at most until " + authority.until());
      violations.throwIfAny();
    }
    Identity subject = new Identity(read.orElseThrow(), given.orElseThrow());
    KeyPair keys = KeyPairs.generate();
    Path folder = out != null ? out : dir.resolve(subject.name());
    new CredentialFolder(folder)
        .create(
            new Credentials(
                authority.certificate(),
                authority.issue(subject, keys.getPublic(), reached, validity),
                keys.getPrivate()));
    System.out.printf("%s until %s in %s%n", subject, validity.until(), folder);
    return 0;
  }

  private List<String> hosts(Optional<Role> given, Violations violations) {
    List<String> read = new ArrayList<>();
    hosts.forEach(h -> violations.read("--host", h, AlternativeNames::read).ifPresent(read::add));
    if (given.isPresent() && (given.get() == Role.MANAGER) == hosts.isEmpty()) {
      violations.add(
          "--host",
          hosts.isEmpty() ? "a manager's certificate needs it" : "only a manager has one",
          hosts.isEmpty() ? "where it's reached, e.g. 10.0.0.1" : "none");
    }
    return read;
  }
}

package io.entropy.cli.manage;

import io.entropy.api.text.Durations;
import io.entropy.api.text.Violations;
import io.entropy.security.AuthorityFolder;
import io.entropy.security.CertificateAuthority;
import io.entropy.security.CredentialFolder;
import io.entropy.security.Credentials;
import io.entropy.server.ManagerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a user types about a manager's TLS: as text, and as it's read.
final class TlsOptions {
  @Option(
      names = "--tls-dir",
      paramLabel = "DIR",
      description =
          "The manager's ca.pem, cert.pem and key.pem: only holders of certificates of the same"
              + " authority get a connection. See 'entropy ca'.")
  @Nullable Path dir;

  @Option(
      names = "--ca-dir",
      paramLabel = "DIR",
      description = "The authority's ca.pem and ca-key.pem: lets machines join with a token.")
  @Nullable Path authority;

  @Option(
      names = "--join-listen",
      paramLabel = "HOST:PORT",
      description = "Where machines join (default: the port after that of --listen).")
  @Nullable String joinListen;

  @Option(
      names = "--node-cert-for",
      paramLabel = "DURATION",
      description = "How long nodes' certificates hold; agents renew them (default: 90d).")
  String length = "90d";

  /// What it comes to; empty without TLS.
  ///
  /// @param listen where users and agents are served
  /// @throws IOException when a file is missing or doesn't fit
  Optional<ManagerTls> read(InetSocketAddress listen, Violations violations) throws IOException {
    Path folder = dir;
    if (folder == null) {
      if (authority != null || joinListen != null) {
        violations.add("--ca-dir", "machines join by TLS only", "--tls-dir, too");
      }
      return Optional.empty();
    }
    InetSocketAddress join =
        joinListen == null
            ? new InetSocketAddress(
                listen.getAddress(), listen.getPort() == 0 ? 0 : listen.getPort() + 1)
            : violations.read("--join-listen", joinListen, OptionsReader::address).orElse(listen);
    var holds = violations.read("--node-cert-for", length, Durations::read);
    Credentials own = new CredentialFolder(folder).read();
    Optional<CertificateAuthority> issues =
        authority == null ? Optional.empty() : Optional.of(new AuthorityFolder(authority).read());
    try {
      return Optional.of(
          new ManagerTls(
              own,
              holds.flatMap(length -> issues.map(ca -> new ManagerTls.Joining(ca, join, length)))));
    } catch (IllegalArgumentException e) {
      violations.add("--tls-dir", String.valueOf(e.getMessage()), "a folder of 'entropy ca issue'");
      return Optional.empty();
    }
  }
}

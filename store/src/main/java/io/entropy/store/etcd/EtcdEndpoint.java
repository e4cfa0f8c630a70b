package io.entropy.store.etcd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an etcd cluster is, how to be let in, and which of its keys are ours. As text:
/// `etcd://user:password@host1:2379,host2:2379/prefix?tls-ca=/etc/ca.pem`.
///
/// | option | what |
/// |---|---|
/// | `tls=true` | TLS with the authorities that the JVM trusts |
/// | `tls-ca=<file>` | TLS with the authorities in that PEM file |
/// | `tls-cert=<file>`, `tls-key=<file>` | our own certificate and its PKCS 8 key, PEM; both or none |
/// | `tls-name=<name>` | the name in the members' certificates, when it isn't the host |
/// | `timeout=5s` | how long an update tries before its outcome is called unknown (also in `ms`) |
///
/// User and password are percent-encoded where they hold `:`, `@`, `/`, `?` or `%`.
///
/// @param members each `host:port`
/// @param prefix of all keys, without a slash at its ends
public record EtcdEndpoint(
    List<String> members,
    String prefix,
    @Nullable Login login,
    @Nullable Tls tls,
    Duration timeout) {

  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(8);

  /// A user of etcd. Its text doesn't show the password.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user + ":***";
    }
  }

  /// How members are trusted, and trust us; null is the default of each.
  public record Tls(
      @Nullable Path ca, @Nullable Path cert, @Nullable Path key, @Nullable String name) {}

  public EtcdEndpoint {
    members = List.copyOf(members);
  }

  /// Reads the text.
  ///
  /// @throws IllegalArgumentException naming everything that's wrong, and what would be right
  public static EtcdEndpoint parse(String text) {
    return new EndpointParser(text).parse();
  }

  EtcdEndpoint withPrefix(String other) {
    return new EtcdEndpoint(members, other, login, tls, timeout);
  }

  EtcdEndpoint withTimeout(Duration other) {
    return new EtcdEndpoint(members, prefix, login, tls, other);
  }

  /// Without the password, for messages.
  @Override
  public String toString() {
    String user = login == null ? "" : login + "@";
    return "etcd://" + user + String.join(",", members) + "/" + prefix;
  }
}

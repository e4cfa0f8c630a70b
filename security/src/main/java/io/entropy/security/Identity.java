package io.entropy.security;

import io.entropy.api.text.TextException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// Who holds a certificate: its subject is exactly one CN and one OU.
///
/// @param name of the person or program; a node's id for an agent
public record Identity(String name, Role role) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}");

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException when that isn't a name
  public Identity {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("`%s` isn't a name".formatted(name));
    }
  }

  /// Reads a name that was typed.
  public static String readName(String text) throws TextException {
    if (!NAME.matcher(text).matches()) {
      throw new TextException(
          "`%s` isn't a name".formatted(text),
          "letters, digits, `_`, `.`, `:`, `@` and `-`, at most 128");
    }
    return text;
  }

  /// The holder of a certificate; empty when its subject isn't of our form. Whether it's genuine is
  /// for whoever has checked its signature to know.
  public static Optional<Identity> of(X509Certificate certificate) {
    try {
      List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      if (parts.size() != 2) {
        return Optional.empty();
      }
      Optional<String> name = value(parts, "CN");
      Optional<Role> role = value(parts, "OU").flatMap(Role::of);
      return name.isPresent() && role.isPresent() && NAME.matcher(name.get()).matches()
          ? Optional.of(new Identity(name.get(), role.get()))
          : Optional.empty();
    } catch (InvalidNameException _) {
      return Optional.empty();
    }
  }

  /// Of an RDN that is nothing else.
  private static Optional<String> value(List<Rdn> parts, String type) {
    List<Rdn> found =
        parts.stream().filter(p -> p.size() == 1 && p.getType().equalsIgnoreCase(type)).toList();
    return found.size() == 1 && found.getFirst().getValue() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /// E.g. `alice (operator)`.
  @Override
  public String toString() {
    return "%s (%s)".formatted(name, role.word());
  }
}

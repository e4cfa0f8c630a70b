package io.entropy.security;

import io.entropy.api.text.TextException;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/// Where a server is reached, as its certificate says it (RFC 5280, 4.2.1.6).
public final class AlternativeNames {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private AlternativeNames() {}

  /// Reads a host that was typed.
  public static String read(String text) throws TextException {
    if (ADDRESS.matcher(text).matches()) {
      try {
        return InetAddress.ofLiteral(text).getHostAddress();
      } catch (IllegalArgumentException _) {
        throw bad(text);
      }
    }
    if (!NAME.matcher(text).matches() || text.length() > 253) {
      throw bad(text);
    }
    return text;
  }

  private static TextException bad(String text) {
    return new TextException(
        "`%s` is no host".formatted(text), "a name or an address, such as m1.example or 10.0.0.1");
  }

  static GeneralNames of(List<String> hosts) {
    return new GeneralNames(
        hosts.stream()
            .map(h ->
                new GeneralName(
                    ADDRESS.matcher(h).matches() ? GeneralName.iPAddress : GeneralName.dNSName, h))
            .toArray(GeneralName[]::new));
  }

  /// The hosts of a certificate; none when it has none that can be read.
  public static List<String> in(X509Certificate certificate) {
    try {
      @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names.stream().map(n -> String.valueOf(n.get(1))).toList();
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }
}

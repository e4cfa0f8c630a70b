package io.entropy.server.handshake;

import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a handshake failed of, as far as its exception tells. BoringSSL and the JDK differ in their
/// words.
///
/// @param subject of the certificate that was shown, in a stranger's own words; empty when there
///   was none
record Diagnosis(HandshakeFailure why, String subject) {
  private static final int LONGEST_SUBJECT = 128;
  private static final Pattern NO_CERTIFICATE =
      Pattern.compile("PEER_DID_NOT_RETURN_A_CERTIFICATE|Empty client certificate chain");

  /// An alert is how the other side says that it doesn't want.
  private static final Pattern ABANDONED =
      Pattern.compile("_ALERT_|Received fatal alert|Connection closed while");

  static Diagnosis of(Throwable failure) {
    List<Throwable> causes = causes(failure);
    Optional<String> subject =
        first(
            causes,
            c ->
                c instanceof RefusedCertificate refused
                    ? Optional.of(printable(refused.shown().getSubjectX500Principal().getName()))
                    : Optional.empty());
    HandshakeFailure otherwise =
        subject.isPresent() ? HandshakeFailure.NOT_A_CLIENT : HandshakeFailure.BAD_TLS;
    return new Diagnosis(first(causes, Diagnosis::objection).orElse(otherwise), subject.orElse(""));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.add(cause);
    }
    return all;
  }

  private static <T> Optional<T> first(
      List<Throwable> causes, Function<Throwable, Optional<T>> look) {
    return causes.stream().map(look).flatMap(Optional::stream).findFirst();
  }

  /// What one exception of the chain says by itself.
  private static Optional<HandshakeFailure> objection(Throwable cause) {
    return Optional.ofNullable(
        switch (cause) {
          case CertificateExpiredException _ -> HandshakeFailure.EXPIRED;
          case CertificateNotYetValidException _ -> HandshakeFailure.NOT_YET_VALID;
          case CertPathBuilderException _ -> HandshakeFailure.UNKNOWN_AUTHORITY;
          case CertPathValidatorException path
              when path.getReason() == BasicReason.INVALID_SIGNATURE ->
              HandshakeFailure.UNKNOWN_AUTHORITY;
          case NotSslRecordException _ -> HandshakeFailure.NOT_TLS;
          case SSLException tls when says(tls, NO_CERTIFICATE) -> HandshakeFailure.NO_CERTIFICATE;
          case SSLException tls when says(tls, ABANDONED) -> HandshakeFailure.ABANDONED;
          case SSLException _ -> null;
          case IOException _ -> HandshakeFailure.ABANDONED;
          default -> null;
        });
  }

  private static boolean says(SSLException tls, Pattern words) {
    return words.matcher(String.valueOf(tls.getMessage())).find();
  }

  /// Short, and harmless on a terminal.
  private static String printable(String text) {
    return text.substring(0, Math.min(LONGEST_SUBJECT, text.length()))
        .replaceAll("[^\\p{Print}]", "?");
  }
}

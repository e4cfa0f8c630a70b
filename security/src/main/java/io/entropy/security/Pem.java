package io.entropy.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as text (RFC 7468).
public final class Pem {
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  private Pem() {}

  public static String of(X509Certificate certificate) {
    try {
      return text(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(PrivateKey key) {
    return text(KEY, key.getEncoded());
  }

  private static String text(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, BASE64.encodeToString(der), what);
  }

  /// From its DER encoding.
  public static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /// The first certificate of a file.
  ///
  /// @throws IOException naming the file, when it has none
  public static X509Certificate readCertificate(Path file) throws IOException {
    try {
      return certificate(der(file, CERTIFICATE));
    } catch (CertificateException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// @throws IOException naming the file, when it has none
  static PrivateKey readKey(Path file) throws IOException {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(file, KEY)));
    } catch (GeneralSecurityException e) {
      throw new IOException("%s: no EC key in PKCS #8".formatted(file), e);
    }
  }

  private static byte[] der(Path file, String what) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no " + file);
    }
    List<byte[]> found = all(Files.readString(file, US_ASCII), what, file);
    if (found.isEmpty()) {
      throw new IOException("%s has no %s in PEM".formatted(file, what));
    }
    return found.getFirst();
  }

  /// Every certificate of a file, in its order.
  static List<X509Certificate> readCertificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (byte[] der : all(Files.readString(file, US_ASCII), CERTIFICATE, file)) {
        certificates.add(certificate(der));
      }
    } catch (CertificateException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
    return certificates;
  }

  private static List<byte[]> all(String text, String what, Path file) throws IOException {
    Matcher found =
        Pattern.compile("-----BEGIN %s-----([^-]+)-----END %s-----".formatted(what, what))
            .matcher(text);
    List<byte[]> ders = new ArrayList<>();
    try {
      while (found.find()) {
        ders.add(Base64.getMimeDecoder().decode(found.group(1)));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("%s isn't PEM".formatted(file), e);
    }
    return ders;
  }
}

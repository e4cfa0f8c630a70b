package io.entropy.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entropy.api.text.TextException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a machine joins with: `ENTROPY-1-<digest>-<secret>`. By the digest it knows the manager, by
/// the secret the manager knows it. 1 is the version of the form.
///
/// @param digest SHA-256 of the authority's certificate, in hexadecimal
/// @param secret 128 random bits, in hexadecimal
public record JoinToken(String digest, String secret) {
  private static final String PREFIX = "ENTROPY-1-";
  private static final Pattern TEXT = Pattern.compile(PREFIX + "([0-9a-f]{64})-([0-9a-f]{32})");
  private static final HexFormat HEX = HexFormat.of();
  private static final int SECRET_BYTES = 16;

  /// A new one.
  public static JoinToken create(X509Certificate authority, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new JoinToken(digest(authority), HEX.formatHex(secret));
  }

  public static JoinToken read(String text) throws TextException {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new TextException("that is no join token", "what 'entropy token create' prints");
    }
    return new JoinToken(parts.group(1), parts.group(2));
  }

  /// Of a certificate as a whole.
  public static String digest(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a manager keeps instead of the secret, which is too random to be guessed from it.
  public String hash() {
    return sha256(secret.getBytes(US_ASCII));
  }

  /// Whether that is the hash of this one; takes as long either way.
  public boolean hasHash(String other) {
    return MessageDigest.isEqual(hash().getBytes(US_ASCII), other.getBytes(US_ASCII));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As it's handed over.
  public String text() {
    return PREFIX + digest + "-" + secret;
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return PREFIX + digest + "-…";
  }
}

package io.entropy.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/// A folder with [Credentials]: `ca.pem`, `cert.pem` and `key.pem`, readable by their owner only.
public record CredentialFolder(Path path) {
  static final String AUTHORITY = "ca.pem";
  static final String CERTIFICATE = "cert.pem";
  static final String KEY = "key.pem";

  /// Whether something is there.
  public boolean exists() {
    return Files.exists(path.resolve(CERTIFICATE));
  }

  /// What is in it.
  ///
  /// @throws IOException naming the file that is missing, can't be read or doesn't fit the others
  public Credentials read() throws IOException {
    X509Certificate authority = Pem.readCertificate(path.resolve(AUTHORITY));
    X509Certificate certificate = Pem.readCertificate(path.resolve(CERTIFICATE));
    PrivateKey key = Pem.readKey(path.resolve(KEY));
    try {
      certificate.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s isn't issued by %s".formatted(path.resolve(CERTIFICATE), path.resolve(AUTHORITY)), e);
    }
    if (!belong(key, certificate.getPublicKey())) {
      throw new IOException(
          "%s isn't the key of %s".formatted(path.resolve(KEY), path.resolve(CERTIFICATE)));
    }
    return new Credentials(authority, certificate, key);
  }

  /// Writes new ones.
  ///
  /// @throws IOException when some are there already
  public void create(Credentials credentials) throws IOException {
    for (String file : new String[] {AUTHORITY, CERTIFICATE, KEY}) {
      if (Files.exists(path.resolve(file))) {
        throw new IOException(path.resolve(file) + " is there already: nothing is overwritten");
      }
    }
    PrivateFile.makeFolder(path);
    PrivateFile.create(path.resolve(AUTHORITY), Pem.of(credentials.authority()));
    PrivateFile.create(path.resolve(KEY), Pem.of(credentials.key()));
    PrivateFile.create(path.resolve(CERTIFICATE), Pem.of(credentials.certificate()));
  }

  private static boolean belong(PrivateKey key, PublicKey other) {
    try {
      byte[] something = {1, 2, 3};
      Signature signature = Signature.getInstance(KeyPairs.SIGNATURE);
      signature.initSign(key);
      signature.update(something);
      byte[] signed = signature.sign();
      signature.initVerify(other);
      signature.update(something);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}

package io.entropy.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with a [CertificateAuthority]: `ca.pem` and `ca-key.pem`, readable by their owner only.
public record AuthorityFolder(Path path) {
  static final String KEY = "ca-key.pem";

  /// What is in it.
  ///
  /// @throws IOException naming the file that is missing or can't be read
  public CertificateAuthority read() throws IOException {
    return new CertificateAuthority(
        Pem.readCertificate(path.resolve(CredentialFolder.AUTHORITY)),
        Pem.readKey(path.resolve(KEY)));
  }

  /// Writes a new one.
  ///
  /// @throws IOException when one is there already
  public void create(CertificateAuthority authority) throws IOException {
    for (String file : new String[] {CredentialFolder.AUTHORITY, KEY}) {
      if (Files.exists(path.resolve(file))) {
        throw new IOException(path.resolve(file) + " is there already: nothing is overwritten");
      }
    }
    PrivateFile.makeFolder(path);
    PrivateFile.create(path.resolve(KEY), Pem.of(authority.key()));
    PrivateFile.create(path.resolve(CredentialFolder.AUTHORITY), Pem.of(authority.certificate()));
  }
}

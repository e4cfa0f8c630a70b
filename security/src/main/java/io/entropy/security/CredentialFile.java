package io.entropy.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// [Credentials] that are replaced now and then, all of them in one file so that they always fit:
/// the key, its certificate, the authority's. Readable by its owner only.
public record CredentialFile(Path path) {

  /// Empty when there is no such file.
  ///
  /// @throws IOException when it can't be read
  public Optional<Credentials> read() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    List<X509Certificate> certificates = Pem.readCertificates(path);
    if (certificates.size() != 2) {
      throw new IOException(path + " is damaged: remove it and join with a new token");
    }
    return Optional.of(
        new Credentials(certificates.get(1), certificates.get(0), Pem.readKey(path)));
  }

  /// At any time the old ones are there or the new ones.
  public void write(Credentials credentials) throws IOException {
    PrivateFile.makeFolder(path.toAbsolutePath().resolveSibling(""));
    PrivateFile.replace(
        path,
        Pem.of(credentials.key())
            + Pem.of(credentials.certificate())
            + Pem.of(credentials.authority()));
  }
}

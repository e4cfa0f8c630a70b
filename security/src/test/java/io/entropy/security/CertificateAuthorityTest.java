package io.entropy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.api.text.TextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateAuthorityTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Validity DAY = Validity.of(CLOCK, Duration.ofDays(1));

  private final CertificateAuthority authority = CertificateAuthority.create(DAY);
  private final KeyPair keys = KeyPairs.generate();

  private Credentials credentials(Role role, String... hosts) {
    return new Credentials(
        authority.certificate(),
        authority.issue(new Identity("some-1", role), keys.getPublic(), List.of(hosts), DAY),
        keys.getPrivate());
  }

  @Test
  void aCertificateSaysWhoAndWhatFor() throws Exception {
    X509Certificate user = credentials(Role.OPERATOR).certificate();
    user.verify(authority.certificate().getPublicKey());
    assertThat(Identity.of(user)).contains(new Identity("some-1", Role.OPERATOR));
    assertThat(user.getBasicConstraints()).as("can't issue others").isEqualTo(-1);
    assertThat(user.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    X509Certificate manager = credentials(Role.MANAGER, "m1.example", "10.0.0.1").certificate();
    assertThat(manager.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(AlternativeNames.in(manager)).containsExactly("m1.example", "10.0.0.1");
    assertThat(manager.getNotAfter().toInstant()).isEqualTo(DAY.until());
    assertThat(manager.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  @Test
  void anAuthorityIsNobody() {
    assertThat(Identity.of(authority.certificate())).isEmpty();
  }

  @Test
  void usersRolesIncludeTheOnesBelowAndMachinesNone() {
    assertThat(Role.ADMIN.includes(Role.VIEWER)).isTrue();
    assertThat(Role.VIEWER.includes(Role.OPERATOR)).isFalse();
    assertThat(Stream.of(Role.values()).filter(r -> Role.AGENT.includes(r)))
        .containsExactly(Role.AGENT);
    assertThat(Stream.of(Role.values()).filter(r -> Role.MANAGER.includes(r)))
        .containsExactly(Role.MANAGER);
    assertThat(Role.ADMIN.includes(Role.AGENT)).isFalse();
  }

  @Test
  void namesThatWouldChangeASubjectAreNone() {
    for (String bad : new String[] {"", "a,OU=admin", "a+OU=admin", "a b", "a/b", "ä", ".a"}) {
      assertThatThrownBy(() -> new Identity(bad, Role.VIEWER))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void foldersAreReadBackPrivateAndNeverOverwritten(@TempDir Path temp) throws IOException {
    AuthorityFolder folder = new AuthorityFolder(temp.resolve("ca"));
    folder.create(authority);
    assertThat(folder.read()).isEqualTo(authority);
    assertThatThrownBy(() -> folder.create(authority))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is there already");
    CredentialFolder own = new CredentialFolder(temp.resolve("own"));
    own.create(credentials(Role.VIEWER));
    assertThat(own.read()).isEqualTo(credentialsIn(own));
    assertThatThrownBy(() -> own.create(credentials(Role.ADMIN)))
        .hasMessageContaining("is there already");
    try (Stream<Path> files = Files.walk(temp)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(5)
          .allSatisfy(f ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                  .isEqualTo("rw-------"));
    }
  }

  private Credentials credentialsIn(CredentialFolder folder) throws IOException {
    return new Credentials(
        authority.certificate(),
        Pem.readCertificate(folder.path().resolve("cert.pem")),
        keys.getPrivate());
  }

  @Test
  void filesThatDontFitAreRefused(@TempDir Path temp) throws IOException {
    new CredentialFolder(temp)
        .create(
            new Credentials(
                CertificateAuthority.create(DAY).certificate(),
                credentials(Role.VIEWER).certificate(),
                keys.getPrivate()));
    assertThatThrownBy(() -> new CredentialFolder(temp).read())
        .hasMessageContaining("isn't issued by");
  }

  @Test
  void aFileOfCredentialsIsReplacedAsAWhole(@TempDir Path temp) throws IOException {
    CredentialFile file = new CredentialFile(temp.resolve("state/node.pem"));
    assertThat(file.read()).isEmpty();
    file.write(credentials(Role.AGENT));
    Credentials second = credentials(Role.AGENT);
    file.write(second);
    assertThat(file.read()).contains(second);
  }

  @Test
  void aRequestGivesTheKeyThatSignedIt() throws Exception {
    byte[] request = SigningRequest.of(keys);
    assertThat(SigningRequest.read(request)).isEqualTo(keys.getPublic());
    byte[] forged = request.clone();
    forged[forged.length - 1] ^= 1;
    assertThatThrownBy(() -> SigningRequest.read(forged)).isInstanceOf(TextException.class);
    assertThatThrownBy(() -> SigningRequest.read(new byte[] {1, 2, 3}))
        .isInstanceOf(TextException.class);
  }

  @Test
  void aTokenIsReadBackAndItsHashDoesntTellIt() throws Exception {
    JoinToken token = JoinToken.create(authority.certificate(), new SecureRandom());
    assertThat(JoinToken.read(token.text())).isEqualTo(token);
    assertThat(token.hasHash(token.hash())).isTrue();
    assertThat(token.hash()).doesNotContain(token.secret());
    assertThat(token.toString()).doesNotContain(token.secret());
    assertThatThrownBy(() -> JoinToken.read(token.text() + "0")).isInstanceOf(TextException.class);
  }
}

package io.entropy.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.StoreException;
import io.entropy.store.StoreException.Code;
import io.etcd.jetcd.Auth;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.auth.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An etcd that lets in only who has a password, and one that only talks TLS with those who have a
/// certificate.
@Timeout(60)
final class SecuredIT {
  @TempDir Path folder;

  @Test
  void aUserWithAPasswordWritesUnderItsPrefixAndNobodyElseDoes() throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(1)) {
      EtcdEndpoint open = cluster.endpoint();
      protect(cluster, open.prefix());
      String rest = cluster.member(0).client() + "/" + open.prefix() + "?timeout=1s";
      try (EtcdStore store = open("etcd://entropy:p%40ss@" + rest)) {
        assertThat(Counters.increment(store, "c")).isEqualTo(1);
        assertThat(store.leases().holding("leader")).isEmpty();
      }
      assertUnavailable("etcd://" + rest);
      assertUnavailable("etcd://entropy:wrong@" + rest);
      assertUnavailable("etcd://entropy:p%40ss@" + cluster.member(0).client() + "/else?timeout=1s");
    }
  }

  private static void protect(EtcdCluster cluster, String prefix) throws Exception {
    try (Client client = cluster.client(0)) {
      Auth auth = client.getAuthClient();
      var root = Keys.bytes("root");
      var user = Keys.bytes("entropy");
      auth.userAdd(root, Keys.bytes("root")).get(5, TimeUnit.SECONDS);
      auth.userGrantRole(root, root).get(5, TimeUnit.SECONDS);
      auth.userAdd(user, Keys.bytes("p@ss")).get(5, TimeUnit.SECONDS);
      auth.roleAdd(user).get(5, TimeUnit.SECONDS);
      var from = Keys.bytes(prefix + "/");
      var to = Keys.bytes(prefix + "0"); // the byte after the slash
      auth.roleGrantPermission(user, from, to, Permission.Type.READWRITE).get(5, TimeUnit.SECONDS);
      auth.userGrantRole(user, user).get(5, TimeUnit.SECONDS);
      auth.authEnable().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void tlsWithCertificatesOnBothSides() throws Exception {
    certify();
    try (EtcdCluster cluster =
        EtcdCluster.launch(
            1,
            "https",
            "--cert-file=" + folder.resolve("server.pem"),
            "--key-file=" + folder.resolve("server.key"),
            "--trusted-ca-file=" + folder.resolve("ca.pem"),
            "--client-cert-auth")) {
      String plain = "etcd://" + cluster.member(0).client() + "/x?timeout=";
      String trusting = "&tls-ca=" + folder.resolve("ca.pem");
      String known =
          "&tls-cert=" + folder.resolve("client.pem") + "&tls-key=" + folder.resolve("client.key");
      try (EtcdStore store = open(plain + "10s" + trusting + known)) {
        assertThat(Counters.increment(store, "c")).isEqualTo(1);
      }
      assertUnavailable(plain + "1s");
      assertUnavailable(plain + "1s&tls=true");
      assertUnavailable(plain + "1s" + trusting);
      assertUnavailable(plain + "1s" + trusting + known + "&tls-name=other");
      assertThatThrownBy(() -> open(plain + "1s&tls-ca=" + folder.resolve("client.key")).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tls files");
    }
  }

  private static EtcdStore open(String endpoint) {
    return EtcdCluster.open(EtcdEndpoint.parse(endpoint));
  }

  private static void assertUnavailable(String endpoint) {
    assertThatThrownBy(() -> open(endpoint).close())
        .as(endpoint)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageNotContaining("p@ss");
  }

  /// An authority of our own and what it signs for 127.0.0.1.
  private void certify() throws Exception {
    openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem");
    for (String name : List.of("server", "client")) {
      openssl(
          ("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1$s -addext"
                  + " subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE -CA"
                  + " ca.pem -CAkey ca.key -keyout %1$s.key -out %1$s.pem")
              .formatted(name));
    }
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}

package io.entropy.cli.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entropy.cli.Entropy;
import io.entropy.cli.Entropy.Result;
import io.entropy.security.CredentialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an authority to a node that has joined with a token, as a user types it. The agent is on
/// the local engine and makes no fault.
final class SecureManagerIT {
  private static final Pattern JOIN = Pattern.compile("join at port (\\d+)");

  @TempDir Path folder;
  private @Nullable Process manager;
  private @Nullable Process agent;

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : new Process[] {agent, manager}) {
      if (process != null) {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          var _ = process.destroyForcibly();
        }
      }
    }
  }

  private Entropy in(String name) throws IOException {
    return new Entropy(Files.createDirectories(folder.resolve(name)));
  }

  private Result run(String... arguments) throws Exception {
    return in("commands").run(arguments);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void issue(String name, String role, String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("ca", "issue", "--dir", file("ca"), "--name", name, "--role", role, "--for", "1h"));
    arguments.addAll(List.of("--out", file(name)));
    arguments.addAll(List.of(more));
    Result issued = run(arguments.toArray(String[]::new));
    assertThat(issued.exitCode()).as(issued.err()).isZero();
  }

  private static String said(Entropy entropy, Process process, Pattern what) throws Exception {
    while (process.isAlive()) {
      Matcher matcher = what.matcher(entropy.read("out"));
      if (matcher.find()) {
        return matcher.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError(entropy.read("err"));
  }

  @Test
  void fromAnAuthorityToANodeThatHasJoined() throws Exception {
    assertThat(run("ca", "init", "--dir", file("ca")).exitCode()).isZero();
    Result again = run("ca", "init", "--dir", file("ca"));
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.err()).contains("is there already");
    issue("m1", "manager", "--host", "127.0.0.1");
    issue("vera", "viewer");
    issue("ada", "admin");

    Entropy at = in("manager");
    Process serving =
        at.start(
            List.of(),
            List.of(
                "manage",
                "--listen",
                "127.0.0.1:0",
                "--tls-dir",
                file("m1"),
                "--ca-dir",
                file("ca"),
                "--node-cert-for",
                "15s"));
    manager = serving;
    String port = said(at, serving, Pattern.compile("at https://[0-9a-f.:]+:(\\d+),"));
    String joinPort = said(at, serving, JOIN);
    String host = "tcp://127.0.0.1:" + port;
    everyoneIsLetInAsFarAsTheirRoleGoes(host);

    Result made = run("token", "create", "-H", host, "--tls-dir", file("ada"), "--once");
    assertThat(made.exitCode()).as(made.err()).isZero();
    String token = made.out().strip();
    Entropy node = in("node");
    Process joining =
        node.start(
            List.of(),
            List.of(
                "agent", "--join", "127.0.0.1:" + port, "--join-port", joinPort, "--token", token));
    agent = joining;
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> node.read("err").contains("joined the manager") || !joining.isAlive());
    assertThat(node.read("err")).contains("this machine has a certificate", "joined the manager");
    Path kept = folder.resolve("node/state/node.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    X509Certificate early = certificate(kept);
    assertThat(run("node", "ls", "-H", host, "--tls-dir", file("vera")).out()).contains("ready");
    assertThat(run("token", "ls", "-H", host, "--tls-dir", file("ada")).out())
        .contains("yes", "ada");

    Result used =
        in("other")
            .run("agent", "--join", "127.0.0.1:" + port, "--join-port", joinPort, "--token", token);
    assertThat(used.exitCode()).isEqualTo(4);
    assertThat(used.err()).contains("no manager takes the token", "is used up");
    String swapped = "ENTROPY-1-" + "0".repeat(64) + token.substring(token.lastIndexOf('-'));
    Result mistaken =
        in("other")
            .run(
                "agent",
                "--join",
                "127.0.0.1:" + port,
                "--join-port",
                joinPort,
                "--token",
                swapped);
    assertThat(mistaken.err()).contains("authority isn't the one of the token");
    assertThat(
            run(
                    "events",
                    "-H",
                    host,
                    "--tls-dir",
                    file("vera"),
                    "--from",
                    "oldest",
                    "--filter",
                    "type=audit.*")
                .out())
        .contains("ada (admin): CreateToken", "stranger: Join");
    goesOnAcrossTheEndOf(early, kept, host);
    assertThat(joining.isAlive()).isTrue();
    aRevokedUserIsLetInNoMore(host);
  }

  private static X509Certificate certificate(Path kept) throws IOException {
    return new CredentialFile(kept).read().orElseThrow().certificate();
  }

  /// The agent has renewed it by then, and has a session with the newer one.
  private void goesOnAcrossTheEndOf(X509Certificate early, Path kept, String host)
      throws Exception {
    Instant over = early.getNotAfter().toInstant();
    Instant missed = over.plusSeconds(10); // a node that is silent for 6 s isn't ready
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Instant.now().isAfter(missed));
    X509Certificate later = certificate(kept);
    assertThat(later.getSerialNumber()).isNotEqualTo(early.getSerialNumber());
    assertThat(later.getNotAfter().toInstant()).isAfter(over);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(run("node", "ls", "-H", host, "--tls-dir", file("vera")).out())
                .contains("ready"));
  }

  private void aRevokedUserIsLetInNoMore(String host) throws Exception {
    Result own = run("user", "revoke", "-H", host, "--tls-dir", file("ada"), "ada");
    assertThat(own.exitCode()).isEqualTo(2);
    assertThat(own.err()).contains("ada is your own name");
    Result revoked = run("user", "revoke", "-H", host, "--tls-dir", file("ada"), "vera");
    assertThat(revoked.out()).isEqualTo("vera\n");
    Result refused = run("policy", "ls", "-H", host, "--tls-dir", file("vera"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("certificates of vera", "are revoked");
    assertThat(run("user", "ls", "-H", host, "--tls-dir", file("ada")).out())
        .contains("REVOKED", "vera");
  }

  private void everyoneIsLetInAsFarAsTheirRoleGoes(String host) throws Exception {
    Result viewer = run("policy", "ls", "-H", host, "--tls-dir", file("vera"));
    assertThat(viewer.exitCode()).as(viewer.err()).isZero();
    Result denied = run("resume", "-H", host, "--tls-dir", file("vera"));
    assertThat(denied.exitCode()).isEqualTo(2);
    assertThat(denied.err()).contains("needs the role operator", "vera has the role viewer");
    Result plain = run("policy", "ls", "-H", host);
    assertThat(plain.exitCode()).isEqualTo(4);
    Result halted =
        run("halt", "-H", host.replace("tcp://", "entropy://"), "--tls-dir", file("ada"));
    assertThat(halted.exitCode()).as(halted.err()).isZero();
    assertThat(run("resume", "-H", host, "--tls-dir", file("ada")).exitCode()).isZero();
  }
}

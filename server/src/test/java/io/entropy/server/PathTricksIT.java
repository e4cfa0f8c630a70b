package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A viewer who tries to do more by the way in which it asks over HTTP/1.1, byte by byte.
final class PathTricksIT {
  private static SecureFixture platform;
  private static SSLContext viewer;
  private static SSLContext operator;

  @BeforeAll
  static void open() throws Exception {
    platform = new SecureFixture();
    viewer = platform.issue("vera", Role.VIEWER).tls();
    operator = platform.issue("olga", Role.OPERATOR).tls();
    var _ =
        platform
            .client(ControlBlockingStub.class, platform.issue("olga", Role.OPERATOR))
            .createPolicy(
                CreatePolicyRequest.newBuilder()
                    .setSpec(Requests.policy("p", Duration.ofHours(1)))
                    .build());
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  /// The whole answer to a request as it's given.
  private static String ask(SSLContext who, String verb, String path, String... headers)
      throws IOException {
    StringBuilder head =
        new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(verb, path));
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append(
        "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    try (SSLSocket socket =
        (SSLSocket)
            who.getSocketFactory()
                .createSocket("127.0.0.1", platform.manager.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket.getInputStream());
    }
  }

  /// Up to the end of its body; not every refusal closes the connection.
  private static String answer(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    int next = in.read();
    while (next >= 0) {
      text.append((char) next);
      int head = text.indexOf("\r\n\r\n");
      if (head >= 0 && text.length() >= head + 4 + length(text.substring(0, head))) {
        return text.toString();
      }
      next = in.read();
    }
    return text.toString();
  }

  /// Of the body; for ever when it isn't said.
  private static int length(String head) {
    return head.toLowerCase(Locale.ROOT)
        .lines()
        .filter(l -> l.startsWith("content-length:"))
        .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
        .findFirst()
        .orElse(Integer.MAX_VALUE / 2);
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Test
  void noPathLeadsAroundTheRole() throws Exception {
    List<Object> before = platform.kept();
    for (String path :
        List.of(
            "/v1/policies/p:start",
            "//v1/policies/p:start",
            "/v1//policies/p:start",
            "/v1/policies/p%3astart",
            "/v1/policies/p%3Astart",
            "/v1/%70olicies/p:start",
            "/v1/./policies/p:start",
            "/v1/%2e/policies/p:start",
            "/v1/nodes/../policies/p:start",
            "/v1/nodes/%2e%2e/policies/p:start",
            "/v1/policies/p:start/",
            "/V1/Policies/p:START",
            "/v1/policies/p:start?role=admin",
            "/v1/policies/p:start;x=y",
            "/v1/policies/p:start%00",
            "/entropy.v1.Control/StartPolicy",
            "//entropy.v1.Control/StartPolicy",
            "/healthz/../v1/halt",
            "/v1/halt",
            "/v1/halt/",
            "/v1/events/../halt",
            "http://localhost/v1/halt")) {
      int status = status(ask(viewer, "POST", path));
      assertThat(status).as(path).isBetween(400, 499);
      assertThat(platform.kept()).as(path).isEqualTo(before);
    }
    assertThat(ask(viewer, "POST", "/v1/halt"))
        .startsWith("HTTP/1.1 403")
        .contains("PERMISSION_DENIED", "needs the role operator", "has the role viewer");
    assertThat(ask(viewer, "POST", "/entropy.v1.Control/Halt"))
        .startsWith("HTTP/1.1 403")
        .contains("needs the role operator", "has the role viewer");
    assertThat(platform.kept()).isEqualTo(before);
  }

  @Test
  void noHeaderGivesARole() throws Exception {
    List<Object> before = platform.kept();
    for (String header :
        List.of(
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Client-Cert: Subject=\"CN=root,OU=admin\"",
            "Forwarded: for=127.0.0.1;proto=http",
            "X-SSL-Client-S-DN: OU=admin,CN=root",
            "X-Original-URL: /v1/cluster",
            "X-Rewrite-URL: /v1/cluster",
            "Authorization: Bearer admin",
            "role: admin")) {
      assertThat(status(ask(viewer, "POST", "/v1/halt", header))).as(header).isEqualTo(403);
    }
    for (String header :
        List.of(
            "X-HTTP-Method-Override: DELETE",
            "X-HTTP-Method: DELETE",
            "X-Method-Override: DELETE")) {
      assertThat(status(ask(viewer, "GET", "/v1/policies/p", header))).isEqualTo(200);
      assertThat(status(ask(viewer, "POST", "/v1/policies/p", header))).isBetween(400, 499);
    }
    assertThat(status(ask(viewer, "DELETE", "/v1/policies/p"))).isEqualTo(403);
    assertThat(platform.kept()).isEqualTo(before);
  }

  @Test
  void whoMayReadsAndWhoMayNotDoesnt() throws Exception {
    for (String path :
        List.of(
            "/v1/policies",
            "/healthz",
            "/metrics",
            "/v1/openapi.json",
            "/v1/events?follow=false")) {
      assertThat(status(ask(viewer, "GET", path))).as(path).isEqualTo(200);
    }
    SSLContext agent = platform.issue("n1", Role.AGENT).tls();
    for (String path :
        List.of(
            "/v1/policies",
            "/healthz",
            "/metrics",
            "/v1/openapi.json",
            "/v1/events?follow=false")) {
      assertThat(status(ask(agent, "GET", path))).as(path).isEqualTo(403);
    }
    assertThat(status(ask(operator, "POST", "/v1/resume"))).isEqualTo(200);
    assertThat(status(ask(operator, "POST", "/v1/tokens"))).isEqualTo(403);
  }
}

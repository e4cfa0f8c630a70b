package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entropy.api.v1.AssignmentsRequest;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.CreateTokenRequest;
import io.entropy.api.v1.DispatcherGrpc.DispatcherBlockingStub;
import io.entropy.api.v1.EventsGrpc.EventsBlockingStub;
import io.entropy.api.v1.HaltRequest;
import io.entropy.api.v1.HeartbeatRequest;
import io.entropy.api.v1.JoinRequest;
import io.entropy.api.v1.JoiningGrpc.JoiningBlockingStub;
import io.entropy.api.v1.ListNodesRequest;
import io.entropy.api.v1.ListTokensRequest;
import io.entropy.api.v1.ListUsersRequest;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.ReadmitNodeRequest;
import io.entropy.api.v1.RemoveTokenRequest;
import io.entropy.api.v1.ReportRequest;
import io.entropy.api.v1.ResumeRequest;
import io.entropy.api.v1.RevokeNodeRequest;
import io.entropy.api.v1.RevokeUserRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.UpdateClusterRequest;
import io.entropy.security.Credentials;
import io.entropy.security.Identity;
import io.entropy.security.Role;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody might try who has a certificate for less: refused, told, and nothing changed.
/// Those without one that holds are in [StrangersIT].
final class PenetrationIT {
  private SecureFixture platform;

  @BeforeEach
  void open() throws Exception {
    platform = new SecureFixture();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private ControlBlockingStub control(Role role) {
    return platform.client(ControlBlockingStub.class, platform.issue("someone", role));
  }

  private DispatcherBlockingStub dispatcher(String nodeId) {
    return platform.client(DispatcherBlockingStub.class, platform.issue(nodeId, Role.AGENT));
  }

  private static CreatePolicyRequest policy(String name) {
    return CreatePolicyRequest.newBuilder()
        .setSpec(Requests.policy(name, Duration.ofHours(1)))
        .build();
  }

  private static void refused(Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(code));
  }

  private static void denied(ThrowingCallable call) {
    refused(Status.Code.PERMISSION_DENIED, call);
  }

  private void refusalIsAudited(String author, String call) {
    await()
        .untilAsserted(() ->
            assertThat(platform.events("audit.refused"))
                .anyMatch(e ->
                    SecureFixture.fact(e, "author").equals(author)
                        && SecureFixture.fact(e, "call").equals(call)));
  }

  @Test
  void aViewerChangesNothing() {
    var viewer = control(Role.VIEWER);
    List<Object> before = platform.kept();
    var named = PolicyRequest.newBuilder().setPolicy("p").build();
    List<ThrowingCallable> operators =
        List.of(
            () -> viewer.createPolicy(policy("p")),
            () -> viewer.startPolicy(named),
            () -> viewer.stopPolicy(named),
            () -> viewer.removePolicy(named),
            () -> viewer.halt(HaltRequest.getDefaultInstance()),
            () -> viewer.resume(ResumeRequest.getDefaultInstance()));
    operators.forEach(PenetrationIT::denied);
    assertThatThrownBy(operators.getFirst())
        .hasMessageContaining("needs the role operator")
        .hasMessageContaining("has the role viewer");
    onlyForAdmins(viewer);
    onlyForAdmins(control(Role.OPERATOR));
    assertThat(platform.kept()).isEqualTo(before);
    for (String call : new String[] {"CreatePolicy", "Halt", "CreateToken", "RevokeNode"}) {
      refusalIsAudited("someone", call);
    }
  }

  private static void onlyForAdmins(ControlBlockingStub control) {
    List<ThrowingCallable> admins =
        List.of(
            () -> control.updateCluster(UpdateClusterRequest.getDefaultInstance()),
            () -> control.createToken(CreateTokenRequest.getDefaultInstance()),
            () -> control.listTokens(ListTokensRequest.getDefaultInstance()),
            () -> control.removeToken(RemoveTokenRequest.getDefaultInstance()),
            () -> control.revokeNode(RevokeNodeRequest.getDefaultInstance()),
            () -> control.readmitNode(ReadmitNodeRequest.getDefaultInstance()),
            () -> control.listUsers(ListUsersRequest.getDefaultInstance()),
            () -> control.revokeUser(RevokeUserRequest.getDefaultInstance()));
    admins.forEach(PenetrationIT::denied);
  }

  @Test
  void rolesGiveWhatTheySayAndChangesHaveTheirAuthor() {
    var created = control(Role.OPERATOR).createPolicy(policy("p"));
    assertThat(control(Role.VIEWER).getPolicy(named(created.getId()))).isEqualTo(created);
    assertThat(platform.events("audit.changed"))
        .singleElement()
        .satisfies(e -> {
          assertThat(SecureFixture.fact(e, "author")).isEqualTo("someone");
          assertThat(SecureFixture.fact(e, "role")).isEqualTo("operator");
          assertThat(e.getSpec().getMessage()).isEqualTo("someone (operator): CreatePolicy p");
          assertThat(e.getMeta().getVersion()).isEqualTo(created.getMeta().getVersion());
        });
  }

  private static PolicyRequest named(String policy) {
    return PolicyRequest.newBuilder().setPolicy(policy).build();
  }

  @Test
  void machinesAreNotUsersNorUsersMachines() {
    for (Role role : new Role[] {Role.AGENT, Role.MANAGER}) {
      Credentials shown = platform.issue("n1", role);
      if (role == Role.AGENT) {
        denied(() -> {
          var _ =
              platform
                  .client(ControlBlockingStub.class, shown)
                  .listNodes(ListNodesRequest.getDefaultInstance());
        });
        denied(() -> {
          var _ =
              platform
                  .client(EventsBlockingStub.class, shown)
                  .subscribe(SubscribeRequest.getDefaultInstance())
                  .hasNext();
        });
      } else {
        refused(
            Status.Code.UNAVAILABLE,
            () -> { // a manager's is for servers only
              var _ =
                  platform
                      .client(ControlBlockingStub.class, shown)
                      .listNodes(ListNodesRequest.getDefaultInstance());
            });
      }
    }
    denied(() -> {
      var _ =
          platform
              .client(DispatcherBlockingStub.class, platform.issue("n1", Role.ADMIN))
              .session(FakeAgent.request("n1").build())
              .hasNext();
    });
    assertThat(platform.kept()).isEmpty();
  }

  @Test
  void anAgentIsItsOwnNodeOnly() {
    var one = dispatcher("n1");
    var session = one.session(FakeAgent.request("n1").build());
    String id = session.next().getSessionId();
    List<Object> before = platform.kept();
    var two = dispatcher("n2");
    denied(() -> {
      var _ = two.session(FakeAgent.request("n1").build()).hasNext();
    });
    denied(() -> {
      var _ = two.heartbeat(HeartbeatRequest.newBuilder().setSessionId(id).build());
    });
    denied(() -> {
      var _ = two.assignments(AssignmentsRequest.newBuilder().setSessionId(id).build()).hasNext();
    });
    denied(() -> {
      var _ =
          two.report(
              ReportRequest.newBuilder()
                  .setSessionId(id)
                  .addReports(FakeAgent.target("n1", "voter"))
                  .build());
    });
    assertThat(platform.kept()).isEqualTo(before);
    refusalIsAudited("n2", "Report");
    var _ = one.heartbeat(HeartbeatRequest.newBuilder().setSessionId(id).build());
  }

  @Test
  void anAgentCantTakeAnothersContainer() {
    var one = dispatcher("n1");
    String first = one.session(FakeAgent.request("n1").build()).next().getSessionId();
    var _ =
        one.report(
            ReportRequest.newBuilder()
                .setSessionId(first)
                .addReports(FakeAgent.target("n1", "voter"))
                .build());
    var two = dispatcher("n2");
    String second = two.session(FakeAgent.request("n2").build()).next().getSessionId();
    List<Object> before = platform.kept();
    denied(() -> {
      var _ =
          two.report(
              ReportRequest.newBuilder()
                  .setSessionId(second)
                  .addReports(FakeAgent.target("n2", "voter"))
                  .build());
    });
    assertThat(platform.kept()).isEqualTo(before);
  }

  private String token(boolean once, Duration valid) {
    return control(Role.ADMIN)
        .createToken(
            CreateTokenRequest.newBuilder()
                .setOnce(once)
                .setValid(io.entropy.api.text.ProtoTime.toProto(valid))
                .build())
        .getText();
  }

  @Test
  void aTokenIsExchangedForTheNodesOwnCertificateOnce() throws Exception {
    String token = token(true, Duration.ofMinutes(5));
    Credentials n1 = platform.join(token, "n1");
    assertThat(n1.identity()).contains(new Identity("n1", Role.AGENT));
    assertThat(n1.authority()).isEqualTo(platform.authority.certificate());
    var session =
        platform.client(DispatcherBlockingStub.class, n1).session(FakeAgent.request("n1").build());
    assertThat(session.hasNext()).isTrue();

    List<Object> before = platform.kept();
    assertThatThrownBy(() -> platform.join(token, "n2"))
        .hasMessageContaining("is used up, by node n1");
    assertThat(platform.kept()).isEqualTo(before);
    refusalIsAudited("stranger", "Join");
    assertThat(platform.kept().toString()).doesNotContain(token.substring(token.length() - 32));
  }

  @Test
  void tokensThatDontHoldGetNothing() throws Exception {
    String removed = token(false, Duration.ofMinutes(5));
    var admin = control(Role.ADMIN);
    String id = admin.listTokens(ListTokensRequest.getDefaultInstance()).getTokens(0).getId();
    var _ = admin.removeToken(RemoveTokenRequest.newBuilder().setToken(id).build());
    String expired = token(false, Duration.ofMillis(1));
    Thread.sleep(5);
    List<Object> before = platform.kept();
    assertThatThrownBy(() -> platform.join(removed, "n1"))
        .hasMessageContaining("there is no such token");
    assertThatThrownBy(() -> platform.join(expired, "n1")).hasMessageContaining("has ended");
    assertThatThrownBy(() -> platform.join("ENTROPY-1-x", "n1"))
        .hasMessageContaining("no such token");
    String good = token(false, Duration.ofMinutes(5));
    assertThatThrownBy(() -> platform.join(good, "../n1"))
        .hasMessageContaining("isn't a node's id");
    denied(() -> platform.join(good.substring(0, good.length() - 32) + "0".repeat(32), "n1"));
    assertThat(platform.kept()).hasSize(before.size() + 1);
    assertThat(platform.events("audit.refused")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aTokenDoesntTakeANodesPlaceAndARevokedNodeStaysOut() throws Exception {
    String token = token(false, Duration.ofMinutes(5));
    Credentials n1 = platform.join(token, "n1");
    refused(Status.Code.ALREADY_EXISTS, () -> platform.join(token, "n1"));
    var agent = platform.client(DispatcherBlockingStub.class, n1);
    var session = agent.session(FakeAgent.request("n1").build());
    String id = session.next().getSessionId();

    var admin = control(Role.ADMIN);
    var _ = admin.revokeNode(RevokeNodeRequest.newBuilder().setNode("n1").build());
    assertThatThrownBy(session::hasNext).hasMessageContaining("node n1 is revoked");
    denied(() -> {
      var _ = agent.heartbeat(HeartbeatRequest.newBuilder().setSessionId(id).build());
    });
    denied(() -> {
      var _ = agent.session(FakeAgent.request("n1").build()).hasNext();
    });
    denied(() -> platform.join(token, "n1"));
    denied(() -> platform.renew(n1));
    refusalIsAudited("n1", "Session");

    var _ = admin.readmitNode(ReadmitNodeRequest.newBuilder().setNode("n1").build());
    denied(() -> {
      var _ = agent.session(FakeAgent.request("n1").build()).hasNext();
    });
    Credentials again = platform.join(token, "n1");
    assertThat(
            platform
                .client(DispatcherBlockingStub.class, again)
                .session(FakeAgent.request("n1").build())
                .hasNext())
        .isTrue();
  }

  @Test
  void aRenewedCertificateReplacesTheOneBefore() throws Exception {
    Credentials first = platform.join(token(true, Duration.ofMinutes(5)), "n1");
    Credentials second = platform.renew(first);
    Credentials third = platform.renew(second);
    assertThat(third.identity()).contains(new Identity("n1", Role.AGENT));
    denied(() -> platform.renew(first));
    var _ = platform.renew(second); // its answer may have been lost
  }

  @Test
  void whatIsTooLongIsRefusedAtBothPorts() {
    var operator = control(Role.OPERATOR);
    refused(
        Status.Code.RESOURCE_EXHAUSTED,
        () -> {
          var _ = operator.createPolicy(policy("x".repeat(5 << 20)));
        });
    var joining = platform.joiner(JoiningBlockingStub.class);
    assertThatThrownBy(
            () -> {
              var _ = joining.join(JoinRequest.newBuilder().setToken("x".repeat(1 << 20)).build());
            })
        .isInstanceOf(StatusRuntimeException.class);
    assertThat(platform.kept()).isEmpty();
  }

  @Test
  void nobodyFillsTheEventLogWithRefusals() {
    int tries = 400;
    var viewer = control(Role.VIEWER);
    var joining = platform.joiner(JoiningBlockingStub.class);
    for (int i = 0; i < tries; i++) {
      denied(() -> viewer.createPolicy(policy("p")));
      JoinRequest join =
          JoinRequest.newBuilder().setToken("ENTROPY-1-x").setNodeId("n" + i).build();
      assertThatThrownBy(() -> joining.join(join)).hasMessageContaining("no such token");
    }
    refusalIsAudited("someone", "CreatePolicy");
    refusalIsAudited("stranger", "other calls");
    // Some 200, and a few each further minute that a slow machine takes.
    assertThat(platform.events("audit.refused")).hasSizeLessThan(tries);
  }

  @Test
  void thePortForJoiningServesNothingElse() {
    var control = platform.joiner(ControlBlockingStub.class);
    refused(
        Status.Code.UNIMPLEMENTED,
        () -> {
          var _ = control.listNodes(ListNodesRequest.getDefaultInstance());
        });
  }
}

package io.entropy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpStatus;
import io.entropy.api.v1.ControlGrpc.ControlBlockingStub;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.EventsGrpc.EventsBlockingStub;
import io.entropy.api.v1.ListNodesRequest;
import io.entropy.api.v1.ListUsersRequest;
import io.entropy.api.v1.RevokeUserRequest;
import io.entropy.api.v1.SubscribeRequest;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.api.v1.User;
import io.entropy.security.Credentials;
import io.entropy.security.Role;
import io.entropy.security.Validity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A user whose certificate holds and was revoked: refused, told, nothing changed, and no stream
/// goes on.
final class RevokedUserIT {
  private SecureFixture platform;
  private ControlBlockingStub admin;
  private Credentials alice;

  @BeforeEach
  void open() throws Exception {
    platform = new SecureFixture();
    admin = platform.client(ControlBlockingStub.class, platform.issue("root", Role.ADMIN));
    alice = platform.issue("alice", Role.OPERATOR);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private User revoke(String name) {
    return admin.revokeUser(RevokeUserRequest.newBuilder().setUser(name).build());
  }

  private static void refused(Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(code));
  }

  private void mayList(Credentials shown) {
    var _ =
        platform
            .client(ControlBlockingStub.class, shown)
            .listNodes(ListNodesRequest.getDefaultInstance());
  }

  @Test
  void isRefusedOnTheConnectionThatIsOpenAndOnNewOnes() {
    var control = platform.client(ControlBlockingStub.class, alice);
    var _ = control.listNodes(ListNodesRequest.getDefaultInstance());
    assertThat(revoke("alice").getId()).isEqualTo("alice");
    List<Object> before = platform.kept();
    var create =
        CreatePolicyRequest.newBuilder().setSpec(Requests.policy("p", Duration.ofHours(1))).build();
    refused(
        Status.Code.PERMISSION_DENIED,
        () -> {
          var _ = control.createPolicy(create);
        });
    refused(Status.Code.PERMISSION_DENIED, () -> mayList(alice));
    refused(
        Status.Code.PERMISSION_DENIED,
        () -> mayList(platform.issue("alice", Role.VIEWER, issuedBefore(Duration.ofHours(1)))));
    var page = platform.web(alice).get("/metrics").aggregate().join();
    assertThat(page.status()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(platform.kept()).isEqualTo(before);
    mayList(platform.issue("bob", Role.VIEWER));
    await()
        .untilAsserted(() ->
            assertThat(platform.events("audit.refused"))
                .anyMatch(e ->
                    e.getSpec().getMessage().contains("alice (operator): CreatePolicy refused")
                        && SecureFixture.fact(e, "why").contains("are revoked")));
    assertThat(platform.events("audit.changed"))
        .anyMatch(e -> e.getSpec().getMessage().equals("root (admin): RevokeUser alice"));
    assertThat(admin.listUsers(ListUsersRequest.getDefaultInstance()).getUsersList())
        .extracting(User::getId)
        .containsExactly("alice");
  }

  private static Validity issuedBefore(Duration ago) {
    Instant issued = Instant.now().minus(ago);
    return new Validity(issued, issued.plus(Duration.ofHours(2)));
  }

  @Test
  void aCertificateThatWasIssuedLaterHolds() throws Exception {
    var _ = revoke("alice");
    Thread.sleep(1_100); // certificates have whole seconds
    Validity now = Validity.of(Instant::now, Duration.ofHours(1));
    mayList(platform.issue("alice", Role.OPERATOR, now));
    var _ = revoke("alice");
    refused(
        Status.Code.PERMISSION_DENIED, () -> mayList(platform.issue("alice", Role.OPERATOR, now)));
  }

  @Test
  void openStreamsOfTheUserEndAndOthersGoOn() throws Exception {
    var follow = SubscribeRequest.newBuilder().setFollow(true).build();
    Iterator<SubscribeResponse> hers =
        platform.client(EventsBlockingStub.class, alice).subscribe(follow);
    Iterator<SubscribeResponse> others =
        platform
            .client(EventsBlockingStub.class, platform.issue("bob", Role.VIEWER))
            .subscribe(follow);
    assertThat(hers.next().hasCaughtUp()).isTrue();
    assertThat(others.next().hasCaughtUp()).isTrue();
    var sse = platform.web(alice).get("/v1/events");
    var whole = sse.aggregate();

    var _ = revoke("alice");
    refused(Status.Code.PERMISSION_DENIED, hers::hasNext);
    assertThat(whole.get(20, TimeUnit.SECONDS).contentUtf8()).doesNotContain("RevokeUser");
    assertThat(others.next().getEvent().getSpec().getMessage()).contains("RevokeUser alice");
  }

  @Test
  void nobodyRevokesThemselvesByMistakeNorWhatIsNoName() {
    List<Object> before = platform.kept();
    assertThatThrownBy(() -> revoke("root"))
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("root is your own name");
    assertThatThrownBy(() -> revoke("../x")).hasMessageContaining("isn't a name");
    assertThat(platform.kept()).isEqualTo(before);
  }
}

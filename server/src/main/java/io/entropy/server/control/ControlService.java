package io.entropy.server.control;

import com.google.protobuf.Empty;
import io.entropy.api.v1.ClusterInfo;
import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.CreateNotificationRequest;
import io.entropy.api.v1.CreatePolicyRequest;
import io.entropy.api.v1.CreateTokenRequest;
import io.entropy.api.v1.CreateTokenResponse;
import io.entropy.api.v1.FailurePolicy;
import io.entropy.api.v1.FailurePolicySpec;
import io.entropy.api.v1.GetClusterRequest;
import io.entropy.api.v1.GetInjectionRequest;
import io.entropy.api.v1.GetNodeRequest;
import io.entropy.api.v1.HaltRequest;
import io.entropy.api.v1.HaltResponse;
import io.entropy.api.v1.Injection;
import io.entropy.api.v1.ListInjectionsRequest;
import io.entropy.api.v1.ListInjectionsResponse;
import io.entropy.api.v1.ListNodesRequest;
import io.entropy.api.v1.ListNodesResponse;
import io.entropy.api.v1.ListNotificationsRequest;
import io.entropy.api.v1.ListNotificationsResponse;
import io.entropy.api.v1.ListPoliciesRequest;
import io.entropy.api.v1.ListPoliciesResponse;
import io.entropy.api.v1.ListTargetsRequest;
import io.entropy.api.v1.ListTargetsResponse;
import io.entropy.api.v1.ListTokensRequest;
import io.entropy.api.v1.ListTokensResponse;
import io.entropy.api.v1.ListUsersRequest;
import io.entropy.api.v1.ListUsersResponse;
import io.entropy.api.v1.Node;
import io.entropy.api.v1.Notification;
import io.entropy.api.v1.NotificationRequest;
import io.entropy.api.v1.PolicyRequest;
import io.entropy.api.v1.ReadmitNodeRequest;
import io.entropy.api.v1.RemoveTokenRequest;
import io.entropy.api.v1.ResumeRequest;
import io.entropy.api.v1.ResumeResponse;
import io.entropy.api.v1.RevokeNodeRequest;
import io.entropy.api.v1.RevokeUserRequest;
import io.entropy.api.v1.UpdateClusterRequest;
import io.entropy.api.v1.UpdatePolicyRequest;
import io.entropy.api.v1.User;
import io.entropy.policymanager.notify.NotificationControl;
import io.entropy.policymanager.notify.VisibleNotification;
import io.entropy.policymanager.policy.HaltControl.Halted;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.server.access.Caller;
import io.entropy.server.leader.LeaderScope;
import io.entropy.store.Snapshot;
import io.entropy.store.Store;
import io.entropy.store.model.Kinds;
import io.grpc.stub.StreamObserver;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import java.util.function.Supplier;

/// The calls of users: changes go to the leader's [Controls], questions are answered from this
/// manager's own view of the store. What goes wrong is thrown, and mapped in one place.
public final class ControlService extends ControlGrpc.ControlImplBase {
  private final Store store;
  private final Supplier<LeaderScope> leader;
  private final Supplier<ClusterInfo> cluster;
  private final PolicyDefaults defaults;

  /// The service of a manager.
  ///
  /// @param leader what runs here while this manager leads; throws otherwise
  public ControlService(
      Store store,
      Supplier<LeaderScope> leader,
      Supplier<ClusterInfo> cluster,
      PolicyDefaults defaults) {
    this.store = store;
    this.leader = leader;
    this.cluster = cluster;
    this.defaults = defaults;
  }

  private PolicyControl policies() {
    return leader.get().controls().policies();
  }

  private <R> R read(Function<Snapshot, R> question) {
    return store.view(question);
  }

  private static <T> void answer(StreamObserver<T> to, T answer) {
    to.onNext(answer);
    to.onCompleted();
  }

  private FailurePolicy stored(String policy) {
    return read(s -> PolicyControl.existing(s, policy));
  }

  @Override
  public void createPolicy(CreatePolicyRequest request, StreamObserver<FailurePolicy> to) {
    FailurePolicySpec spec = defaults.complete(request.getSpec());
    answer(to, request.getStart() ? policies().createStarted(spec) : policies().create(spec));
  }

  @Override
  public void getPolicy(PolicyRequest request, StreamObserver<FailurePolicy> to) {
    answer(to, stored(request.getPolicy()));
  }

  @Override
  public void listPolicies(ListPoliciesRequest request, StreamObserver<ListPoliciesResponse> to) {
    answer(
        to,
        ListPoliciesResponse.newBuilder()
            .addAllPolicies(read(s -> s.all(Kinds.FAILURE_POLICIES)))
            .build());
  }

  @Override
  public void updatePolicy(UpdatePolicyRequest request, StreamObserver<FailurePolicy> to) {
    PolicyControl policies = policies();
    long seed = stored(request.getPolicy()).getSpec().getSeed();
    FailurePolicySpec spec = defaults.complete(request.getSpec(), seed);
    answer(to, policies.update(request.getPolicy(), request.getVersion(), spec));
  }

  @Override
  public void startPolicy(PolicyRequest request, StreamObserver<FailurePolicy> to) {
    answer(to, policies().start(request.getPolicy()));
  }

  @Override
  public void stopPolicy(PolicyRequest request, StreamObserver<FailurePolicy> to) {
    policies().stop(request.getPolicy());
    answer(to, stored(request.getPolicy()));
  }

  @Override
  public void removePolicy(PolicyRequest request, StreamObserver<Empty> to) {
    policies().remove(request.getPolicy());
    answer(to, Empty.getDefaultInstance());
  }

  @Override
  public void getInjection(GetInjectionRequest request, StreamObserver<Injection> to) {
    answer(to, read(s -> new Lists(s).injection(request.getId())));
  }

  @Override
  public void listInjections(
      ListInjectionsRequest request, StreamObserver<ListInjectionsResponse> to) {
    answer(
        to,
        ListInjectionsResponse.newBuilder()
            .addAllInjections(read(s -> new Lists(s).injections(request)))
            .build());
  }

  @Override
  public void getNode(GetNodeRequest request, StreamObserver<Node> to) {
    answer(to, read(s -> new Lists(s).node(request.getNode())));
  }

  @Override
  public void listNodes(ListNodesRequest request, StreamObserver<ListNodesResponse> to) {
    answer(to, ListNodesResponse.newBuilder().addAllNodes(read(s -> s.all(Kinds.NODES))).build());
  }

  @Override
  public void listTargets(ListTargetsRequest request, StreamObserver<ListTargetsResponse> to) {
    answer(
        to,
        ListTargetsResponse.newBuilder()
            .addAllTargets(read(s -> new Lists(s).targets(request)))
            .build());
  }

  @Override
  public void createNotification(
      CreateNotificationRequest request, StreamObserver<Notification> to) {
    Notification created = leader.get().controls().notifications().create(request.getSpec());
    answer(to, VisibleNotification.of(created));
  }

  @Override
  public void getNotification(NotificationRequest request, StreamObserver<Notification> to) {
    Notification there = read(s -> NotificationControl.existing(s, request.getNotification()));
    answer(to, VisibleNotification.of(there));
  }

  @Override
  public void listNotifications(
      ListNotificationsRequest request, StreamObserver<ListNotificationsResponse> to) {
    ListNotificationsResponse.Builder all = ListNotificationsResponse.newBuilder();
    read(s -> s.all(Kinds.NOTIFICATIONS))
        .forEach(each -> all.addNotifications(VisibleNotification.of(each)));
    answer(to, all.build());
  }

  @Override
  public void removeNotification(NotificationRequest request, StreamObserver<Empty> to) {
    leader.get().controls().notifications().remove(request.getNotification());
    answer(to, Empty.getDefaultInstance());
  }

  @Override
  public void halt(HaltRequest request, StreamObserver<HaltResponse> to) {
    Halted halted = leader.get().controls().halt().halt(request.getReason());
    answer(
        to,
        HaltResponse.newBuilder()
            .setPoliciesStopped(halted.policies())
            .setInjectionsEnded(halted.injections())
            .build());
  }

  @Override
  public void resume(ResumeRequest request, StreamObserver<ResumeResponse> to) {
    leader.get().controls().halt().resume();
    answer(to, ResumeResponse.getDefaultInstance());
  }

  @Override
  public void getCluster(GetClusterRequest request, StreamObserver<ClusterInfo> to) {
    answer(to, cluster.get());
  }

  @Override
  public void updateCluster(UpdateClusterRequest request, StreamObserver<ClusterInfo> to) {
    leader.get().controls().cluster().update(request.getVersion(), request.getBounds());
    answer(to, cluster.get());
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<CreateTokenResponse> to) {
    LeaderScope leading = leader.get();
    X509Certificate authority = leading.joins().issuer().authority().certificate();
    answer(to, leading.controls().tokens().create(request, authority, caller()));
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> to) {
    answer(
        to,
        ListTokensResponse.newBuilder().addAllTokens(read(s -> s.all(Kinds.JOIN_TOKENS))).build());
  }

  @Override
  public void removeToken(RemoveTokenRequest request, StreamObserver<Empty> to) {
    leader.get().controls().tokens().remove(request.getToken());
    answer(to, Empty.getDefaultInstance());
  }

  @Override
  public void revokeNode(RevokeNodeRequest request, StreamObserver<Empty> to) {
    LeaderScope leading = leader.get();
    String id = leading.controls().nodes().revoke(request.getNode());
    leading.dispatcher().expel(id, "node %s is revoked".formatted(id));
    answer(to, Empty.getDefaultInstance());
  }

  @Override
  public void readmitNode(ReadmitNodeRequest request, StreamObserver<Empty> to) {
    leader.get().controls().nodes().readmit(request.getNode());
    answer(to, Empty.getDefaultInstance());
  }

  @Override
  public void revokeUser(RevokeUserRequest request, StreamObserver<User> to) {
    UserControl users = leader.get().controls().users();
    answer(to, users.revoke(request.getUser(), caller()));
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> to) {
    answer(to, ListUsersResponse.newBuilder().addAllUsers(read(s -> s.all(Kinds.USERS))).build());
  }

  private static String caller() {
    return Caller.current().map(Caller::name).orElse("");
  }
}

package io.entropy.server.access;

import io.entropy.api.v1.ControlGrpc;
import io.entropy.api.v1.DispatcherGrpc;
import io.entropy.api.v1.EventsGrpc;
import io.entropy.api.v1.NodeCertificatesGrpc;
import io.entropy.security.Role;
import io.grpc.MethodDescriptor;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The least role that each call needs. What isn't listed is nobody's.
final class Permissions {
  private static final Map<String, Role> NEEDED =
      Stream.of(
              each(
                  Role.VIEWER,
                  ControlGrpc.getGetPolicyMethod(),
                  ControlGrpc.getListPoliciesMethod(),
                  ControlGrpc.getGetInjectionMethod(),
                  ControlGrpc.getListInjectionsMethod(),
                  ControlGrpc.getGetNodeMethod(),
                  ControlGrpc.getListNodesMethod(),
                  ControlGrpc.getListTargetsMethod(),
                  ControlGrpc.getGetClusterMethod(),
                  ControlGrpc.getGetNotificationMethod(),
                  ControlGrpc.getListNotificationsMethod(),
                  EventsGrpc.getSubscribeMethod(),
                  ServerReflectionGrpc.getServerReflectionInfoMethod()),
              each(
                  Role.OPERATOR,
                  ControlGrpc.getCreatePolicyMethod(),
                  ControlGrpc.getUpdatePolicyMethod(),
                  ControlGrpc.getStartPolicyMethod(),
                  ControlGrpc.getStopPolicyMethod(),
                  ControlGrpc.getRemovePolicyMethod(),
                  ControlGrpc.getHaltMethod(),
                  ControlGrpc.getResumeMethod()),
              each(
                  Role.ADMIN,
                  ControlGrpc.getUpdateClusterMethod(),
                  ControlGrpc.getCreateNotificationMethod(),
                  ControlGrpc.getRemoveNotificationMethod(),
                  ControlGrpc.getCreateTokenMethod(),
                  ControlGrpc.getListTokensMethod(),
                  ControlGrpc.getRemoveTokenMethod(),
                  ControlGrpc.getRevokeNodeMethod(),
                  ControlGrpc.getReadmitNodeMethod(),
                  ControlGrpc.getRevokeUserMethod(),
                  ControlGrpc.getListUsersMethod()),
              each(
                  Role.AGENT,
                  DispatcherGrpc.getSessionMethod(),
                  DispatcherGrpc.getHeartbeatMethod(),
                  DispatcherGrpc.getAssignmentsMethod(),
                  DispatcherGrpc.getReportMethod(),
                  NodeCertificatesGrpc.getRenewMethod()))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Permissions() {}

  private static List<Map.Entry<String, Role>> each(Role role, MethodDescriptor<?, ?>... calls) {
    return Stream.of(calls).map(c -> Map.entry(c.getFullMethodName(), role)).toList();
  }

  /// Of `package.Service/Method`; empty for what nobody may call.
  static Optional<Role> needed(String method) {
    return Optional.ofNullable(NEEDED.get(method));
  }
}

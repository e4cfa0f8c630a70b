package io.entropy.server.control;

import io.entropy.policymanager.cluster.ClusterControl;
import io.entropy.policymanager.notify.NotificationControl;
import io.entropy.policymanager.policy.HaltControl;
import io.entropy.policymanager.policy.PolicyControl;
import io.entropy.server.join.NodeAdmission;
import io.entropy.server.join.Tokens;

/// What a leader changes for users, each with its author.
public record Controls(
    PolicyControl policies,
    HaltControl halt,
    ClusterControl cluster,
    NotificationControl notifications,
    Tokens tokens,
    NodeAdmission nodes,
    UserControl users) {}

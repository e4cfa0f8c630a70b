package io.entropy.server.control;

import io.entropy.policymanager.notify.NotificationControl;
import io.entropy.policymanager.policy.HaltControl;
import io.entropy.policymanager.policy.PolicyControl;

/// What a leader changes for users.
public record Controls(
    PolicyControl policies, HaltControl halt, NotificationControl notifications) {}

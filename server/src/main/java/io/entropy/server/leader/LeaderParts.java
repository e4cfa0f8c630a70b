package io.entropy.server.leader;

import io.entropy.api.v1.ClusterBounds;
import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.server.dispatch.DispatchTerms;
import io.entropy.server.join.NodeIssuer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// What a leader's loops are made of besides the store.
///
/// @param bounds of all policies, when the store has none yet
/// @param issuer empty when this manager lets no machine join
public record LeaderParts(
    FailureModes modes,
    InstantSource clock,
    SecureRandom random,
    EventLog log,
    DispatchTerms dispatch,
    ClusterBounds bounds,
    Optional<NodeIssuer> issuer) {}

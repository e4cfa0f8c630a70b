package io.entropy.server.leader;

import io.entropy.injectors.spi.mode.FailureModes;
import io.entropy.policymanager.event.EventLog;
import io.entropy.policymanager.policy.ClusterBound;
import io.entropy.server.dispatch.DispatchTerms;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a leader's loops are made of besides the store.
public record LeaderParts(
    FailureModes modes,
    InstantSource clock,
    RandomGenerator random,
    EventLog log,
    DispatchTerms dispatch,
    ClusterBound bound) {}

package io.entropy.policymanager.steadystate;

import java.time.Duration;

/// What one question to the system gave.
///
/// @param good whether it's within the tolerance
/// @param latency from the question to the whole answer, or to giving up
/// @param detail e.g. `200`, `503`, `no answer within 1s`
public record Sample(boolean good, Duration latency, String detail) {}

package io.entropy.injectors.gcpause.standstill;

import java.time.Duration;
import java.util.Optional;

/// How long a fault is to make something stand still.
///
/// @param what stands still, e.g. "every process"
/// @param time for so long; as long as the fault lasts when empty
public record Claim(String what, Optional<Duration> time) {}

package io.entropy.injectors.kernel.nftables;

import java.time.Duration;

/// A live element of a set of 32-bit keys whose elements expire, and the time it has left.
public record ElementInfo(int key, Duration left) {}

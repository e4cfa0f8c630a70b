package io.entropy.injectors.kernel.nftables;

/// What a counter expression has counted since its rule was made.
public record Counter(long packets, long bytes) {}

package io.entropy.injectors.kernel.fault;

/// What a fault has done since it was armed: packets it looked at while its lease was alive, and
/// those of them it dropped. Bytes count IP headers. A segment that offloading has not cut up yet
/// (GSO, GRO) is one packet here, as it is for every rule.
public record Counters(long seenPackets, long seenBytes, long droppedPackets, long droppedBytes) {}

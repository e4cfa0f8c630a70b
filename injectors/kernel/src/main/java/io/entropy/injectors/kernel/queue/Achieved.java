package io.entropy.injectors.kernel.queue;

/// What a lane has done so far.
///
/// @param arrived packets that the lane was given
/// @param chosen those of them that its treatment chose, where it chooses
/// @param runs how many runs of packets one after the other those are, where that is counted
/// @param added by how much it held those that have gone, beyond what other lanes asked for them
/// @param late how long after they were due they went
/// @param lost packets of the whole queue that the kernel lost while they were held, and copies
///   that it didn't take
public record Achieved(
    long arrived, long chosen, long runs, Histogram added, Histogram late, long lost) {}

package io.entropy.agent.journal;

import java.nio.file.Path;

/// A living process that can make faults on this host.
///
/// @param started in clock ticks since boot: with the pid it names one process for good
/// @param stopped by SIGSTOP, so that it keeps no lease
/// @param open how many faults it has that aren't undone
public record RunningSession(
    String session,
    long pid,
    long started,
    boolean stopped,
    String command,
    int open,
    Path journal) {}

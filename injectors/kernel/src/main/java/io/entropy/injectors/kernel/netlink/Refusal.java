package io.entropy.injectors.kernel.netlink;

/// The kernel's refusal of one message: its sequence number, a positive errno, and an explanation
/// (extended ack), empty when the kernel gave none.
public record Refusal(int sequence, int errno, String explanation) {}

package io.entropy.bench.host;

/// A running container on the default bridge.
///
/// @param address its IPv4 address there
public record Container(String id, long pid, String address) {}

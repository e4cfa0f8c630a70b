package io.entropy.electiondemo.voter;

/// A voter of the cluster and where its datagrams go: a host name or address, and a UDP port.
public record Peer(String id, String host, int port) {}

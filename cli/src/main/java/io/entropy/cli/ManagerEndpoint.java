package io.entropy.cli;

import io.entropy.agent.remote.ManagerAddress;
import java.nio.file.Path;
import java.util.Optional;

/// A manager, and what it's shown.
///
/// @param tls the folder with one's certificate; empty for a manager without TLS
public record ManagerEndpoint(ManagerAddress address, Optional<Path> tls) {}

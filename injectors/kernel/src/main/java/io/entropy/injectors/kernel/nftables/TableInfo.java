package io.entropy.injectors.kernel.nftables;

import java.util.OptionalLong;

/// A table as the kernel lists it. `owner` is the port id of the socket that owns it (unsigned),
/// for a table that vanishes with its socket and that nobody else can change.
public record TableInfo(Table table, OptionalLong owner) {}

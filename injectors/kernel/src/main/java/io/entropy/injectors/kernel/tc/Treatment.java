package io.entropy.injectors.kernel.tc;

/// What a class does to the packets that are led through it.
public sealed interface Treatment permits Limit, Netem {}

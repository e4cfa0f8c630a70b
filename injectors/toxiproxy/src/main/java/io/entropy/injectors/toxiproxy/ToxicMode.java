package io.entropy.injectors.toxiproxy;

import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.Map;
import java.util.function.Function;

/// A failure mode and the toxic that makes it. Free of JSON, whose library a run without toxics
/// need not load.
///
/// @param type the toxic's, as the server calls it
/// @param attributes of the toxic, in the server's units
/// @param evidence how what was achieved is judged
record ToxicMode(
    FailureMode mode,
    String type,
    Function<Parameters, Map<String, Long>> attributes,
    ToxicFidelity.Evidence evidence) {}

package io.entropy.injectors.toxiproxy;

import com.google.gson.JsonObject;
import io.entropy.injectors.spi.mode.FailureMode;
import io.entropy.injectors.spi.mode.Parameters;
import java.util.function.Function;

/// A failure mode and the toxic that makes it.
///
/// @param type the toxic's, as the server calls it
/// @param attributes of the toxic, in the server's units
/// @param evidence how what was achieved is judged
record ToxicMode(
    FailureMode mode,
    String type,
    Function<Parameters, JsonObject> attributes,
    ToxicFidelity.Evidence evidence) {}

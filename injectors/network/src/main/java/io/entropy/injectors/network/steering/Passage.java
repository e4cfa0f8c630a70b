package io.entropy.injectors.network.steering;

import io.entropy.injectors.kernel.fault.Counters;
import io.entropy.injectors.kernel.tc.ClassReading;
import java.time.Duration;
import java.util.Optional;

/// What is known of a class and of the rules that lead to it.
///
/// @param seen what the rules have counted; of a packet that offloading hasn't cut up yet, one
/// @param active for how long packets were led through the class
/// @param flaw what isn't in the kernel as it was asked for
public record Passage(ClassReading passed, Counters seen, Duration active, Optional<String> flaw) {}

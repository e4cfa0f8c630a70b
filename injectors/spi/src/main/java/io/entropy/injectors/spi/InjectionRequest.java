package io.entropy.injectors.spi;

import io.entropy.api.v1.Target;
import io.entropy.injectors.spi.mode.Parameters;

/// One fault that is asked for: on which target, with which parameters, under which id.
public record InjectionRequest(String injectionId, Target target, Parameters parameters) {}

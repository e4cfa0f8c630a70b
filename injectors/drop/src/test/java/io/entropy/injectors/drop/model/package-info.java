/// Tests of the loss models: against theory, with fixed seeds.
@NullMarked
package io.entropy.injectors.drop.model;

import org.jspecify.annotations.NullMarked;

/// What every back end shares, where the conformance suite can't see it.
@NullMarked
package io.entropy.store.state;

import org.jspecify.annotations.NullMarked;

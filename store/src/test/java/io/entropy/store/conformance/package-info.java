/// What every back end of the store must do, as tests that a back end inherits.
///
/// A back end's test extends [io.entropy.store.conformance.StoreConformance] and says how a store
/// is opened; each other file here is one part of the suite. Nothing but the interface is used, and
/// of versions only that they grow, so that a back end may number its commits as it likes.
@NullMarked
package io.entropy.store.conformance;

import org.jspecify.annotations.NullMarked;

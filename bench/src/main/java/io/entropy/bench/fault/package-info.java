/// The real injectors, called as an agent calls them. Used by the bench's thread. Read
/// [io.entropy.bench.fault.Faults] first.
@NullMarked
package io.entropy.bench.fault;

import org.jspecify.annotations.NullMarked;

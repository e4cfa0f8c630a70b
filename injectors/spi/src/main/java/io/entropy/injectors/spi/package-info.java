/// The contract of an injector: what an agent asks of it, in which order, and what it may rely on.
///
/// An injector is found through `ServiceLoader` by its [io.entropy.injectors.spi.InjectorProvider],
/// whose declaration ([io.entropy.injectors.spi.mode.FailureMode]) loads no native code. The agent
/// calls, for each injection and from that injection's own thread: `plan` → (undo record to the
/// journal, fsync) → `apply` (armed) → `release` or `takeOver` → `verify` → `refresh`… → `end` →
/// `observe` → `revert`. `revert` may also come from another process after a crash. Different
/// injections come from different threads at once. Read [io.entropy.injectors.spi.Injector] first.
@NullMarked
package io.entropy.injectors.spi;

import org.jspecify.annotations.NullMarked;

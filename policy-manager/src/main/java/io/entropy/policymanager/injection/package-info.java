/// What agents report of injections: which steps of the ladder are allowed, and what each tells.
///
/// [io.entropy.policymanager.injection.InjectionStatusRecorder], read first, may be called from any
/// thread; the rest is data and pure functions.
@NullMarked
package io.entropy.policymanager.injection;

import org.jspecify.annotations.NullMarked;

/// Targets: what agents report of their containers, and which of those a policy means.
///
/// [io.entropy.policymanager.target.TargetRecorder] writes reports to the store, from any thread.
/// [io.entropy.policymanager.target.MatchingTargets] is a pure function over a snapshot, read
/// first.
@NullMarked
package io.entropy.policymanager.target;

import org.jspecify.annotations.NullMarked;

/// Is the system doing what it should? Probes, sampled each second before, during and after the
/// faults, and the judgement on their samples.
///
/// [io.entropy.policymanager.steadystate.SteadyStateJudge] (pure) is the judgement, read first.
/// [io.entropy.policymanager.steadystate.SteadyStateWatch] has one virtual thread a probe, which
/// owns that probe's judge; its public methods may be called from any thread.
@NullMarked
package io.entropy.policymanager.steadystate;

import org.jspecify.annotations.NullMarked;

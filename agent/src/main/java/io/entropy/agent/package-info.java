/// The agent: watches one engine's containers and carries out the injections assigned to them.
///
/// [io.entropy.agent.Agent] puts together what the packages below hold: `runtime` (the engine and
/// its targets), `session` (the seam to the manager), `injection` (carrying out), `journal` (what
/// must be undone, on disk). Start with `Agent.start`.
@NullMarked
package io.entropy.agent;

import org.jspecify.annotations.NullMarked;

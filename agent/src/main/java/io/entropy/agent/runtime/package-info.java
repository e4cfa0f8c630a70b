/// The container engine as the agent sees it: what is there now, and what changes.
///
/// [io.entropy.agent.runtime.DockerRuntime] talks to a Docker engine over docker-java's HTTP
/// transport; answers are read with Jackson's streaming parser into the little tree of `EngineJson`
/// and mapped by `ContainerJson`, since docker-java's typed commands cost 190 ms more of a cold
/// start. [io.entropy.agent.runtime.TargetWatcher] keeps the set of targets: a single thread, named
/// `target-watcher`, turns engine events into target changes; look-ups come from any thread. Read
/// `DockerRuntime` first.
@NullMarked
package io.entropy.agent.runtime;

import org.jspecify.annotations.NullMarked;

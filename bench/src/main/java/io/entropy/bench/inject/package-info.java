/// One drop, injected and reverted: in this process as the agent does it, and by the ways others do
/// it. One thread. Read [io.entropy.bench.inject.InjectBench] first.
@NullMarked
package io.entropy.bench.inject;

import org.jspecify.annotations.NullMarked;

/// How late packets are against what was asked, and what that costs the rest. One thread sends, one
/// receives, and the injector has its own. Read [io.entropy.bench.latency.LatencyBench] first.
@NullMarked
package io.entropy.bench.latency;

import org.jspecify.annotations.NullMarked;

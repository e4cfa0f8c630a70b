/// What a tick of many policies over many targets costs the policy loop, without any agent.
@NullMarked
package io.entropy.bench.tick;

import org.jspecify.annotations.NullMarked;

/// Everything in one process: an in-memory store, the policy manager and an agent on the local
/// engine.
@NullMarked
package io.entropy.cli.standalone;

import org.jspecify.annotations.NullMarked;

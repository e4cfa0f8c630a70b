/// A thousand network namespaces hit by one tick, through the store, the policy loop and the agent
/// as `entropy run` puts them together.
///
/// [io.entropy.bench.thousand.ThousandBench] measures; [io.entropy.bench.thousand.OneProcess] is
/// the program without its engine and its printers; [io.entropy.bench.thousand.Timeline] reads the
/// store's watch in a thread of its own.
@NullMarked
package io.entropy.bench.thousand;

import org.jspecify.annotations.NullMarked;

/// From a roll of a manager's dice to a fault that an agent elsewhere has made: three processes on
/// one machine. Read [io.entropy.bench.remote.RemoteBench] first.
@NullMarked
package io.entropy.bench.remote;

import org.jspecify.annotations.NullMarked;

/// A manager: the control API, the event stream and the dispatcher of agents, on one port, over a
/// store. Calls come from many threads; every loop runs under one leader scope.
@NullMarked
package io.entropy.server;

import org.jspecify.annotations.NullMarked;

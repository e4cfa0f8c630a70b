/// The command `agent`: this host's containers and faults at a manager's disposal, until SIGTERM.
@NullMarked
package io.entropy.cli.agent;

import org.jspecify.annotations.NullMarked;

/// The commands that talk to a manager, over gRPC on one network thread: policies, injections,
/// nodes and targets of [io.entropy.cli.client.ManagerClient], its events, and a run that it
/// carries out ([io.entropy.cli.client.RemoteRun]).
///
/// What a manager says of an error is mapped once, in `ManagerErrors`. No other command loads gRPC.
@NullMarked
package io.entropy.cli.client;

import org.jspecify.annotations.NullMarked;

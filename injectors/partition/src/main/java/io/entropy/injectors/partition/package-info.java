/// Containers cut off from each other by nftables: the addresses of those that a container is cut
/// off from are sets of its network namespace, on the input hook and on the egress hook.
///
/// [io.entropy.injectors.partition.Shape] says who is cut off from whom;
/// [io.entropy.injectors.partition.PartitionGrouping] makes of one hit what each member gets, in
/// the policy manager; [io.entropy.injectors.partition.PartitionInjector] does a member's part, in
/// its agent. Values and pure functions but for the injector, its faults, each of which belongs to
/// its injection's thread, and [io.entropy.injectors.partition.PeerWatch], which locks for itself.
@NullMarked
package io.entropy.injectors.partition;

import org.jspecify.annotations.NullMarked;

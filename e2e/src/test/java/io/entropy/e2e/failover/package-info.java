/// A whole cluster on one machine: etcd members, managers and agents, each a process of its own,
/// and what happens when the leader is killed, stopped or cut off. One engine stands for three by
/// an [io.entropy.e2e.failover.EngineShare] before it. Read [io.entropy.e2e.failover.FailoverIT]
/// first.
@NullMarked
package io.entropy.e2e.failover;

import org.jspecify.annotations.NullMarked;

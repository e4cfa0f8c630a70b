/// The etcd back end against real etcd processes on loopback. Read
/// [io.entropy.store.etcd.EtcdCluster] first.
@NullMarked
package io.entropy.store.etcd;

import org.jspecify.annotations.NullMarked;

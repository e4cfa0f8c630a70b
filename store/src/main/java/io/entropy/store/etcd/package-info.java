/// The store of several managers: everything in etcd, which refuses what doesn't fit.
///
/// What a prefix of etcd's keys holds:
///
/// | key | what |
/// |---|---|
/// | `<prefix>/<kind>/<id>` | an object's protobuf encoding, its version in it |
/// | `<prefix>/@commit` | the last [io.entropy.store.etcd.CommitRecord]: versions, changed keys, who |
/// | `<prefix>/@lease/<name>` | a lease's holder, bound to an etcd lease |
///
/// Every transaction compares the mod revision of `@commit` with the one that it was run over and
/// writes it anew. So etcd accepts it only when nothing at all was committed in between (it is
/// serialisable, whatever it read), and its version is known before: the one before it and 1.
///
/// Three threads: a caller runs its function in the writer's turn; `etcd-commit` sends what has
/// gathered, many commits in one etcd transaction; `etcd-mirror` keeps the watch by which the state
/// follows what other processes commit. The [io.entropy.store.etcd.Mirror]'s monitor is where they
/// meet. Read [io.entropy.store.etcd.EtcdStore] first, then [io.entropy.store.etcd.EtcdLog].
@NullMarked
package io.entropy.store.etcd;

import org.jspecify.annotations.NullMarked;

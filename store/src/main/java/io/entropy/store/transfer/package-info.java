/// Moving all that a store holds out of it and into another, whatever their back ends: for backup,
/// and from embedded to etcd.
///
/// A dump is text: a line of JSON that says what follows, then one for each object. Objects come
/// back under new versions and times, since the store that they're loaded into numbers its own
/// commits. One thread each. Read [io.entropy.store.transfer.Dump] and
/// [io.entropy.store.transfer.Load].
@NullMarked
package io.entropy.store.transfer;

import org.jspecify.annotations.NullMarked;

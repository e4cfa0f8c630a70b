/// The system of record: transactions, indexes, versions and watches over the objects of `api`.
///
/// Loops meet only here: they read snapshots, write in transactions, and watch what was committed.
/// Any thread may call any method of a [io.entropy.store.Store]; one update runs at a time. Read
/// [io.entropy.store.Store] first, then [io.entropy.store.model.Kinds] for what is kept and how it
/// is indexed.
@NullMarked
package io.entropy.store;

import org.jspecify.annotations.NullMarked;

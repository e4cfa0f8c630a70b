/// The store of one machine: a folder that survives crashes, written by one process at a time.
///
/// The state lives in memory, as in the memory back end; a SQLite database keeps its objects. A
/// commit returns, and is seen, only after it was written through to the disk; commits that come
/// while the disk is busy go together in the next write. What the folder holds:
///
/// | file | what |
/// |---|---|
/// | `store.db`, `store.db-wal` | the database and its write-ahead log |
/// | `acknowledged` | the newest version that a caller was told is durable, to notice a lost tail |
/// | `lock` | held, by an operating-system lock, by the process that has the store open |
///
/// Any thread may call the store; the database belongs to one thread. Read
/// [io.entropy.store.embedded.EmbeddedStore] first, then [io.entropy.store.embedded.GroupCommit].
@NullMarked
package io.entropy.store.embedded;

import org.jspecify.annotations.NullMarked;

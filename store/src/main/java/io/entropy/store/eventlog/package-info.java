/// Events, read from any position that is still kept and then followed as they're committed: for
/// subscribers that come back.
///
/// A reader belongs to one thread; any may close it. Read [io.entropy.store.eventlog.EventReader].
@NullMarked
package io.entropy.store.eventlog;

import org.jspecify.annotations.NullMarked;

/// What must be undone, on disk: written before a fault is made and cleared after it was reverted,
/// so that whatever happens to this process, another one finds what it left behind.
///
/// Each process has one file, `<state dir>/journal/<session>.journal`, locked while it lives.
/// [io.entropy.agent.journal.Journal] writes it, from many injections' threads at once;
/// [io.entropy.agent.journal.Reaper] works off those whose process is dead;
/// [io.entropy.agent.journal.RunningSessions] and [io.entropy.agent.journal.Halt] look at those
/// whose process lives. Read `Journal` first.
@NullMarked
package io.entropy.agent.journal;

import org.jspecify.annotations.NullMarked;

/// What agents are to do, read off the store: the one thing that a manager and a standalone run
/// have in common.
///
/// [io.entropy.policymanager.assignment.AssignmentFollower] runs on the thread of whoever carries
/// assignments to an agent.
@NullMarked
package io.entropy.policymanager.assignment;

import org.jspecify.annotations.NullMarked;

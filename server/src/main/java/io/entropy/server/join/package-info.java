/// How machines come to be nodes: tokens, the certificates that they're exchanged for, renewal and
/// revocation. Only the leader changes any of it; any thread.
///
/// Start with `Joins`: a token is checked, counted or used up, and the node's certificate noted, in
/// one transaction.
@NullMarked
package io.entropy.server.join;

import org.jspecify.annotations.NullMarked;

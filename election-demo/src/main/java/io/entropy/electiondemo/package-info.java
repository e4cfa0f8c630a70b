/// A voter: a process that elects a leader with its peers, and tells who it is over HTTP.
///
/// Voters talk UDP, one message a datagram. The election needs nothing that TCP adds: each message
/// is small, means the same when it comes twice, is worthless when late, and is repeated by the
/// protocol itself. Over TCP one lost segment would hold up every later heartbeat until a
/// retransmission time-out that is as long as an election; over UDP losing one in ten heartbeats
/// costs one in ten heartbeats.
///
/// [Main] puts the parts together: `config` reads the command line, `voter` runs the loop, `http`
/// answers questions from what the loop published, `election` holds the rules. One thread (main)
/// runs the voter; the others only read or only resolve names. Read `election` first.
@NullMarked
package io.entropy.electiondemo;

import org.jspecify.annotations.NullMarked;

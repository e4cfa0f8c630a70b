/// How a voter is told what to be: `--flag=value` on the command line, or `ELECTION_FLAG` in the
/// environment, which the command line overrules. Parsed once, into one immutable [VoterConfig];
/// any thread. Read [VoterConfig] first.
@NullMarked
package io.entropy.electiondemo.config;

import org.jspecify.annotations.NullMarked;

package io.entropy.electiondemo.voter;

import io.entropy.electiondemo.election.VoterState;
import java.time.Instant;

/// What a voter lets others see: its state, and since when it has the leader that it has, or none.
public record Sighting(VoterState state, Instant since) {}

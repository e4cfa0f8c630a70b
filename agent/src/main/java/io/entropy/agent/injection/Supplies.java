package io.entropy.agent.injection;

import io.entropy.agent.journal.Journal;
import io.entropy.agent.session.Session;

/// What every injection of an agent uses.
public record Supplies(
    Session session, Injectors injectors, Journal journal, TargetLookup targets, Timing timing) {}

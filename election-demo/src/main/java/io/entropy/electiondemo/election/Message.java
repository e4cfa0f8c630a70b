package io.entropy.electiondemo.election;

/// What one voter tells another: its kind, the sender's term, and both ends' ids.
///
/// The addressee is part of the message because addresses are reused: a vote meant for a restarted
/// container may reach another voter, which must not count it as its own.
public record Message(Kind kind, long term, String from, String to) {

  /// The five messages of an election.
  public enum Kind {
    /// A candidate asks for a vote in its term.
    REQUEST_VOTE,
    /// The sender's vote of this term is the addressee's.
    VOTE_GRANTED,
    /// The sender's vote of this term is another's, or the request's term is over.
    VOTE_DENIED,
    /// The sender leads this term.
    HEARTBEAT,
    /// A heartbeat of this term, or of an older one, reached the sender.
    HEARTBEAT_REPLY
  }
}

package io.entropy.policymanager.injection;

/// What became of a report.
public enum Recorded {
  /// It was written, with its events.
  WRITTEN,
  /// It says nothing new, or less than what is known.
  DROPPED,
  /// There is no such injection; it was deleted, or never was.
  UNKNOWN,
  /// It isn't the reporter's to say: another node's injection, or a step that the table forbids.
  REFUSED
}

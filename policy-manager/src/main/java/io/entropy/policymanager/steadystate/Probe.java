package io.entropy.policymanager.steadystate;

/// A question to the system under test, asked again and again. Used by one thread at a time.
public interface Probe {

  /// As the user knows it, e.g. the URL.
  String name();

  /// Asks; returns within the probe's timeout, whatever the system does. What goes wrong is a bad
  /// sample, not an exception.
  Sample sample() throws InterruptedException;
}

package io.entropy.injectors.latency.impairment;

/// Which of the target's packets are meant.
public enum Way {
  RECV,
  SEND
}

package io.entropy.agent.session;

import io.entropy.api.v1.Injection;
import java.time.Duration;

/// An injection that an agent is to carry out, as far as its desired state goes.
///
/// @param beginsIn from now; zero or less means at once
/// @param timeLeft from now until the fault is over, not from its begin
public record Assignment(Injection injection, Duration beginsIn, Duration timeLeft) {

  public String id() {
    return injection.getId();
  }
}

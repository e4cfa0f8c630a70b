package io.entropy.cli.agent;

import io.entropy.agent.remote.JoinListener;
import io.entropy.agent.remote.ManagerAddress;

/// How an agent and its managers get on, as lines on standard error: each outage is told once,
/// however often managers are tried. One thread.
final class JoinLines implements JoinListener {
  private boolean told;

  @Override
  public void joined(ManagerAddress manager) {
    told = false;
    System.err.println("entropy: joined the manager " + manager);
  }

  @Override
  public void lost(ManagerAddress manager, String why, boolean served) {
    if (served) {
      System.err.println(
          "entropy: lost the manager %s (%s); faults end with their leases unless one is back in time"
              .formatted(manager, why));
    } else if (!told) {
      System.err.println("entropy: no manager at %s (%s); trying on".formatted(manager, why));
    }
    told = true;
  }

  @Override
  public void undelivered(int reports) {
    System.err.println("entropy: no manager was there to take the last " + reports + " reports");
  }
}

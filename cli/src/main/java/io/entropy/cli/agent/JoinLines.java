package io.entropy.cli.agent;

import io.entropy.agent.remote.JoinListener;
import io.entropy.agent.remote.ManagerAddress;
import java.io.PrintStream;

/// How an agent and its managers get on, as lines for a log: each outage is told once, however
/// often managers are tried. One thread.
final class JoinLines implements JoinListener {
  private final PrintStream out;
  private boolean told;

  JoinLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void joined(ManagerAddress manager) {
    told = false;
    out.println("entropy: joined the manager " + manager);
  }

  @Override
  public void lost(ManagerAddress manager, String why, boolean served) {
    if (served) {
      out.println(
          "entropy: lost the manager %s (%s); faults end with their leases unless one is back in time"
              .formatted(manager, why));
    } else if (!told) {
      out.println("entropy: no manager at %s (%s); trying on".formatted(manager, why));
    }
    told = true;
  }

  @Override
  public void undelivered(int reports) {
    out.println("entropy: no manager was there to take the last " + reports + " reports");
  }
}

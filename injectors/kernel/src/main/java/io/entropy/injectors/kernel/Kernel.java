package io.entropy.injectors.kernel;

import io.entropy.injectors.kernel.fault.HookPoints;
import io.entropy.injectors.kernel.fault.Rehearsal;

/// Start-up work worth doing while something else is waited for.
public final class Kernel {
  private Kernel() {}

  /// Loads and links what the first fault needs (some 70 ms in a cold JVM), and switches on the
  /// kernel's hook points ([HookPoints]). Changes nothing for any packet. Safe on any thread, any
  /// number of times; worth it once.
  ///
  /// @throws io.entropy.injectors.kernel.sys.KernelException when a real fault would fail as well,
  ///   for want of privileges or of nf_tables
  public static void warm() {
    Rehearsal.run();
    HookPoints.hold();
  }
}

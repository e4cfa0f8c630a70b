package io.entropy.injectors.kernel.hotspot;

import io.entropy.injectors.kernel.process.ProcessId;
import io.entropy.injectors.kernel.sys.Libc;

/// A timer that another process has open, which this one sets (pidfd_getfd(2)): so the kernel keeps
/// a lease for it that doesn't depend on this process, and that this one can renew.
///
/// @param fd the other's descriptor, which it says itself: nothing but a timer can be set by this
record Timer(ProcessId process, int fd) {

  /// @param end by [System#nanoTime]; at once when it's past
  void set(long end) {
    int pidfd = Libc.pidfdOpen(process.pid());
    if (pidfd < 0) {
      return; // it has ended
    }
    int timer = process.isAlive() ? Libc.pidfdGetfd(pidfd, fd) : -1;
    Libc.close(pidfd);
    if (timer >= 0) {
      int _ = Libc.timerSettime(timer, Math.max(1, end));
      Libc.close(timer);
    }
  }
}

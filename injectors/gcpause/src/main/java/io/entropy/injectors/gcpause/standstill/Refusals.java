package io.entropy.injectors.gcpause.standstill;

import io.entropy.injectors.kernel.process.Reading;
import io.entropy.injectors.kernel.process.Reading.Verdict;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.InjectorException.Code;

/// Why something would not stand still, in words.
final class Refusals {
  private Refusals() {}

  static InjectorException of(String mechanism, Reading reading) {
    if (reading.verdict() == Verdict.LOST && reading.errno() == Reading.ETIMEDOUT) {
      return new InjectorException(Code.FAILED, "the lease was over before it began");
    }
    return switch (reading.errno()) {
      case Reading.EBUSY ->
          new InjectorException(Code.REFUSED, "somebody else has paused it: unpause it first");
      case Reading.ENODEV, Reading.ESRCH ->
          new InjectorException(Code.TARGET_GONE, mechanism + ": the container has just ended");
      case Reading.ETIMEDOUT ->
          new InjectorException(
              Code.FAILED, mechanism + ": not all of it stood still in time, so it goes on");
      case Reading.EPROTO ->
          new InjectorException(
              Code.FAILED, mechanism + ": it refused to pause the container; its log says why");
      default ->
          new InjectorException(
              Code.FAILED, mechanism + ": it won't stand still: " + reading.errnoName());
    };
  }
}

package io.entropy.injectors.kernel.tc;

/// A fault that leads packets through classes, and its bit of their numbers. Guarded by the lock of
/// [Shaping].
final class Lane {
  private final int fault;
  private final int bit;
  private final Lead lead;

  /// What went through classes that it shared with faults that are gone.
  private ClassReading before = ClassReading.NONE;

  Lane(int fault, int bit, Lead lead) {
    this.fault = fault;
    this.bit = bit;
    this.lead = lead;
  }

  int fault() {
    return fault;
  }

  int bit() {
    return bit;
  }

  Lead lead() {
    return lead;
  }

  ClassReading before() {
    return before;
  }

  void keep(ClassReading reading) {
    before = before.plus(reading.ended());
  }
}

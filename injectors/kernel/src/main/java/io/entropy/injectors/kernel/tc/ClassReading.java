package io.entropy.injectors.kernel.tc;

/// What went through a class so far.
///
/// @param limited how often it had to wait because the rate was used up
/// @param waiting bytes that wait now
public record ClassReading(long bytes, long packets, long dropped, long limited, long waiting) {
  public static final ClassReading NONE = new ClassReading(0, 0, 0, 0, 0);

  /// Of several devices together.
  public ClassReading plus(ClassReading other) {
    return new ClassReading(
        bytes + other.bytes,
        packets + other.packets,
        dropped + other.dropped,
        limited + other.limited,
        waiting + other.waiting);
  }
}

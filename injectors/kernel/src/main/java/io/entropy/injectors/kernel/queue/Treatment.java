package io.entropy.injectors.kernel.queue;

/// What a lane does to its packets. Called by the queue's thread, once a packet in the order of
/// their arrival; must not allocate.
public interface Treatment {
  /// How long the next packet is held, in nanoseconds; not negative.
  long delay();

  /// Whether a packet waits until those of its lane that came before it have gone.
  boolean keepsOrder();
}

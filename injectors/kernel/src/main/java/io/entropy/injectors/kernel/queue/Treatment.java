package io.entropy.injectors.kernel.queue;

import java.nio.ByteBuffer;

/// What a lane does to its packets. Called by the queue's thread, once a packet in the order of
/// their arrival; must not allocate.
public interface Treatment {
  /// Whether the next packet is lost; asked first, of all lanes that it concerns. Nothing else is
  /// asked about one that any of them loses.
  default boolean loses() {
    return false;
  }

  /// How long the next packet is held, in nanoseconds; not negative.
  default long delay() {
    return 0;
  }

  /// Whether it wants to see, and may change, what is in its packets: [#alter].
  default boolean alters() {
    return false;
  }

  /// Changes a packet, or leaves it as it is; called after [#delay]. The bytes from its IP header
  /// on.
  ///
  /// @return whether it was changed
  default boolean alter(ByteBuffer bytes, int offset, int length) {
    return false;
  }

  /// Whether it may want packets that are for the namespace itself to come twice: [#doubles].
  default boolean duplicates() {
    return false;
  }

  /// Whether the next packet comes twice; asked after [#delay], and only of those that can.
  default boolean doubles() {
    return false;
  }

  /// How many packets it has chosen so far for what it does to some only.
  default long chosen() {
    return 0;
  }

  /// In how many runs, of packets one after the other, those were; of treatments that count them.
  default long runs() {
    return 0;
  }

  /// Whether a packet waits until those of its lane that came before it have gone.
  default boolean keepsOrder() {
    return true;
  }
}

package io.entropy.proxy;

import io.netty.buffer.ByteBuf;

/// What travels along a [Link].
sealed interface Item {
  /// Some bytes; whoever has it in hand must pass it on or release it.
  ///
  /// @param at when it got to where it is, by [System#nanoTime]
  record Chunk(ByteBuf data, long at) implements Item {}

  /// The end of the stream.
  ///
  /// @param both whether the connection ends with it, not just this direction
  record End(boolean both, long at) implements Item {}
}

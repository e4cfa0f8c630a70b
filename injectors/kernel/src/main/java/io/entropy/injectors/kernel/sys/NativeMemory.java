package io.entropy.injectors.kernel.sys;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Native memory that system calls read and write: a direct buffer in the machine's byte order,
/// with its address.
///
/// The garbage collector frees it. One owner at a time. `ByteBuffer` rather than segment access
/// because that needs var handles, which a cold JVM pays for.
public final class NativeMemory {
  private final ByteBuffer buffer;
  private final long address;

  public NativeMemory(int bytes) {
    buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    address = MemorySegment.ofBuffer(buffer).address();
  }

  public ByteBuffer buffer() {
    return buffer;
  }

  long address() {
    return address;
  }
}

package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.netlink.Message;
import io.entropy.injectors.kernel.sys.NativeMemory;
import io.entropy.injectors.kernel.sys.PacketCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Verdicts to let packets go or to lose them, collected and sent together. The receiving end runs
/// within our `send`: when that returns, the packets have gone as far as they can. One thread.
final class Verdicts {
  private static final int MOST = 512;
  private static final int MESSAGE = 40;
  private static final int VERDICT = QueueSocket.SUBSYSTEM << 8 | 1;
  private static final int VERDICT_HEADER = 2;
  private static final int MARK = 3;
  private static final int PAYLOAD = 10;
  private static final int LARGEST = 1 << 16;
  private static final int DROP = 0;
  private static final int ACCEPT = 1;
  private static final int VERDICT_AT = 24;
  private static final int ID_AT = 28;
  private static final int MARK_AT = 36;

  private final PacketCalls calls;
  private final NativeMemory memory = new NativeMemory(MOST * MESSAGE);
  private final ByteBuffer out = memory.buffer();
  private @Nullable NativeMemory large;
  private int pending;

  Verdicts(PacketCalls calls, int queueNumber) {
    this.calls = calls;
    for (int at = 0; at < MOST * MESSAGE; at += MESSAGE) {
      out.putInt(at, MESSAGE).putShort(at + 4, (short) VERDICT);
      out.putShort(at + 6, (short) Message.REQUEST);
      out.put(at + 18, (byte) (queueNumber >> 8)).put(at + 19, (byte) queueNumber);
      out.putShort(at + 20, (short) 12).putShort(at + 22, (short) VERDICT_HEADER);
      out.putShort(at + 32, (short) 8).putShort(at + 34, (short) MARK);
    }
  }

  /// The packet goes on, with this mark.
  void accept(int id, int mark) {
    add(ACCEPT, id, mark);
  }

  /// The packet is lost, and nobody is told.
  void drop(int id) {
    add(DROP, id, 0);
  }

  private void add(int verdict, int id, int mark) {
    int at = pending * MESSAGE;
    out.putInt(at + VERDICT_AT, bigEndian(verdict));
    out.putInt(at + ID_AT, bigEndian(id)).putInt(at + MARK_AT, bigEndian(mark));
    if (++pending == MOST) {
      send();
    }
  }

  /// The packet goes on with these bytes instead of its own.
  void accept(int id, int mark, byte[] altered) {
    send();
    if (large == null) {
      large = new NativeMemory(MESSAGE + 4 + LARGEST);
      large.buffer().put(0, out, 0, MESSAGE);
    }
    ByteBuffer message = large.buffer();
    int length = MESSAGE + 4 + altered.length;
    message.putInt(0, length).putInt(VERDICT_AT, bigEndian(ACCEPT));
    message.putInt(ID_AT, bigEndian(id)).putInt(MARK_AT, bigEndian(mark));
    message.putShort(MESSAGE, (short) (4 + altered.length)).putShort(MESSAGE + 2, (short) PAYLOAD);
    message.put(MESSAGE + 4, altered);
    long _ = calls.send(large, length);
  }

  /// Sends what was collected. A refusal says that the packet is gone, and comes back as a message.
  void send() {
    if (pending > 0) {
      long _ = calls.send(memory, pending * MESSAGE);
      pending = 0;
    }
  }

  static int bigEndian(int value) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  static long bigEndian(long value) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
  }
}

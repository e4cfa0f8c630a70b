package io.entropy.bench.platform;

import io.entropy.bench.host.Command;
import java.io.IOException;
import java.util.regex.Pattern;

/// The heap of another JVM that is live after a full collection.
public final class LiveHeap {
  /// As `GC.heap_info` has it with the serial collector; the other spaces aren't heap.
  private static final Pattern USED =
      Pattern.compile("(?i)(?:def ?new|tenured)[^\\n]*used (\\d+)K");

  private LiveHeap() {}

  /// In KiB, after the collection that this makes it do.
  public static long of(long pid) throws IOException, InterruptedException {
    String jcmd = EntropyProcess.jdk("jcmd");
    String _ = Command.of(jcmd, Long.toString(pid), "GC.run").run();
    String info = Command.of(jcmd, Long.toString(pid), "GC.heap_info").run();
    long used = USED.matcher(info).results().mapToLong(r -> Long.parseLong(r.group(1))).sum();
    if (used == 0) {
      throw new IOException("no heap in:\n" + info);
    }
    return used;
  }
}

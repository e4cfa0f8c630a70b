package io.entropy.bench.platform;

import io.entropy.bench.host.Command;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of another JVM that is live after a full collection: its objects, without the gaps that
/// the serial collector leaves between them rather than move everything (`MarkSweepDeadRatio`, some
/// percent of a heap that once was large).
public final class LiveHeap {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  /// What fills a gap.
  private static final Pattern FILLER =
      Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\S*FillerElement;");

  private LiveHeap() {}

  /// In KiB, after the collection that this makes it do.
  public static long of(long pid) throws IOException, InterruptedException {
    String jcmd = EntropyProcess.jdk("jcmd");
    String histogram = Command.of(jcmd, Long.toString(pid), "GC.class_histogram").run();
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("no total in:\n" + histogram);
    }
    long gaps =
        FILLER.matcher(histogram).results().mapToLong(r -> Long.parseLong(r.group(1))).sum();
    return (Long.parseLong(total.group(1)) - gaps) / 1024;
  }
}

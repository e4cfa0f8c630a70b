package io.entropy.bench.idle;

import io.entropy.bench.platform.LiveHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of a JVM, in KiB.
///
/// @param rss what of it is in memory, proc_pid_smaps(5)
/// @param pss the same, each page divided by how many processes share it
/// @param anonymous what of it is no file's, and so surely its own
/// @param heap what is live after a full collection
record Footprint(long rss, long pss, long anonymous, long heap) {
  /// First as it stands, for asking it for its heap makes it grow.
  static Footprint of(long pid) throws IOException, InterruptedException {
    String smaps = Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
    return new Footprint(
        field(smaps, "Rss"), field(smaps, "Pss"), field(smaps, "Anonymous"), LiveHeap.of(pid));
  }

  private static long field(String smaps, String name) throws IOException {
    Matcher matcher = Pattern.compile("(?m)^" + name + ": +(\\d+) kB").matcher(smaps);
    if (!matcher.find()) {
      throw new IOException("no " + name + " in:\n" + smaps);
    }
    return Long.parseLong(matcher.group(1));
  }

  static String mib(long kib) {
    return String.format(Locale.ROOT, "%,.1f MiB", kib / 1024.0);
  }
}

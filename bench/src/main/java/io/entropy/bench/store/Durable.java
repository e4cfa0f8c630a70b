package io.entropy.bench.store;

import static io.entropy.bench.measure.Report.times;

import io.entropy.api.time.SteadyTime;
import io.entropy.bench.measure.Report;
import io.entropy.store.Store;
import io.entropy.store.StoreLimits;
import io.entropy.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;

/// Updates of the embedded back end, acknowledged after an fsync, beside fsyncs of a plain file on
/// the same disk, in turn. The plain file is written over and doesn't grow, as SQLite's log mostly
/// is: an fsync of a file that grows has more to write.
final class Durable {
  private static final int ROUNDS = 5;
  private static final long ROUND = 1_000_000_000;
  private static final int MANY = 64;

  /// What SQLite writes for one small commit is about that: a page and its frame's header.
  private static final int BLOCK = 4_096 + 24;

  private static final int BLOCKS = 1_000;

  private Durable() {}

  static void addTo(Report report, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Rates disk = new Rates();
    Rates one = new Rates();
    Rates many = new Rates();
    try (Store store =
            EmbeddedStore.open(folder.resolve("store"), SteadyTime.start(), StoreLimits.DEFAULT);
        FileChannel plain =
            FileChannel.open(
                folder.resolve("plain"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Writers.fill(store, 10_000);
      double _ = Writers.rate(store, MANY, ROUND); // warms up
      int _ = plain.write(ByteBuffer.allocate(BLOCKS * BLOCK), 0);
      for (int i = 0; i < ROUNDS; i++) {
        disk.add(forces(plain));
        one.add(Writers.rate(store, 1, ROUND));
        many.add(Writers.rate(store, MANY, ROUND));
      }
    }
    report
        .note(
            "durable updates, 1 writer:    %s, %s of the disk's %s fsyncs"
                .formatted(one, times(one.median() / disk.median()), disk))
        .note(
            "durable updates, %d writers:  %s, %s the disk's fsyncs (commits are grouped)"
                .formatted(MANY, many, times(many.median() / disk.median())));
  }

  private static double forces(FileChannel file) throws IOException {
    long start = System.nanoTime();
    long forces = 0;
    while (System.nanoTime() - start < ROUND) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long at = forces % BLOCKS * BLOCK;
      while (block.hasRemaining()) {
        at += file.write(block, at);
      }
      file.force(false);
      forces++;
    }
    return forces * 1e9 / (System.nanoTime() - start);
  }
}

package io.entropy.agent.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Appends to a file so that each append is on disk when it returns, and appends that come while
/// the disk is busy share one fsync. Any thread.
///
/// Whoever finds nobody writing writes all that has gathered, its own included; the others wait.
/// After a failed write what is on disk is unknown, so every later append fails as well.
final class GroupCommit {
  private final Supplier<FileChannel> file;
  private ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private long appended;
  private long durable;
  private long batchEnd;
  private long syncs;
  private boolean writing;
  private @Nullable IOException broken;

  /// Appends to a file.
  ///
  /// @param file which one; only [#whenIdle] may change that
  GroupCommit(Supplier<FileChannel> file) {
    this.file = file;
  }

  /// What is done to the file as a whole.
  interface Change {
    void make() throws IOException;
  }

  void append(byte[] bytes) throws IOException {
    long mine = gather(bytes);
    byte[] batch = takeOrWait(mine);
    while (batch != null) {
      write(batch);
      batch = takeOrWait(mine);
    }
  }

  /// How many fsyncs there were.
  synchronized long syncs() {
    return syncs;
  }

  /// Makes the change while nobody appends, unless somebody is at it or an append has failed.
  synchronized void whenIdle(Change change) throws IOException {
    if (!writing && gathered.size() == 0 && broken == null) {
      change.make();
    }
  }

  private synchronized long gather(byte[] bytes) {
    gathered.writeBytes(bytes);
    return ++appended;
  }

  /// Null once the append is on disk; otherwise what the caller is to write now.
  private synchronized byte @Nullable [] takeOrWait(long mine) throws IOException {
    boolean interrupted = false;
    while (durable < mine && broken == null && writing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // an append is never given up half-way
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (durable >= mine) {
      return null;
    }
    if (broken != null) {
      throw new IOException("the journal can't be written: " + broken.getMessage(), broken);
    }
    byte[] batch = gathered.toByteArray();
    gathered = new ByteArrayOutputStream();
    writing = true;
    batchEnd = appended;
    return batch;
  }

  private void write(byte[] batch) {
    IOException failure = new IOException("it broke off");
    try {
      ByteBuffer rest = ByteBuffer.wrap(batch);
      while (rest.hasRemaining()) {
        file.get().write(rest);
      }
      file.get().force(false);
      failure = null;
    } catch (IOException e) {
      failure = e;
    } finally {
      written(failure);
    }
  }

  private synchronized void written(@Nullable IOException failure) {
    writing = false;
    broken = failure;
    if (failure == null) {
      durable = batchEnd;
      syncs++;
    }
    notifyAll();
  }
}

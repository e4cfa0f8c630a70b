package io.entropy.bench.host;

import io.entropy.bench.measure.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The least that a journal can cost: a plain file in the same folder, appended to and forced.
public final class Disk implements AutoCloseable {
  private final FileChannel file;
  private Samples times = new Samples();

  private Disk(FileChannel file) {
    this.file = file;
  }

  public static Disk open(Path folder) throws IOException {
    return new Disk(
        FileChannel.open(
            folder.resolve("plain"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  public void append(int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    long start = System.nanoTime();
    while (buffer.hasRemaining()) {
      int _ = file.write(buffer);
    }
    file.force(false);
    times.add(System.nanoTime() - start);
  }

  public Samples times() {
    return times;
  }

  public void forget() {
    times = new Samples();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

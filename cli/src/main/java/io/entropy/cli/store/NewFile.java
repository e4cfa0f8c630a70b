package io.entropy.cli.store;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that appears under its name only when it's whole and on the disk. Readable by nobody
/// else.
final class NewFile {
  private NewFile() {}

  /// Writes the content and returns something about it.
  interface Content<R> {
    R writeTo(Writer out) throws IOException;
  }

  static <R> R write(Path file, Content<R> content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    Path unfinished = Files.createTempFile(folder, "." + file.getFileName(), ".unfinished");
    try {
      R result = writeThrough(unfinished, content);
      Path _ =
          Files.move(
              unfinished,
              file,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
      return result;
    } finally {
      boolean _ = Files.deleteIfExists(unfinished);
    }
  }

  private static <R> R writeThrough(Path file, Content<R> content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      R result = content.writeTo(out);
      out.flush();
      channel.force(true);
      return result;
    }
  }
}

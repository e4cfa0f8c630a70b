package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Which injections a session has begun, once its journal no longer says so: an id a line, added
/// before the journal is cut or deleted. Belongs to whoever holds that journal's lock; only
/// sessions whose manager may ask again have such a file.
final class BegunFile {
  private final Path path;

  BegunFile(Path path) {
    this.path = path;
  }

  void create() throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Takes over what the journal says, if this session's is to be remembered.
  void keep(JournalLock journal) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    add(JournalFile.read(journal.channel()).begun());
    if (Files.size(path) == 0) {
      Files.delete(path);
    }
  }

  /// On disk when it returns.
  private void add(Set<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    String lines = String.join("\n", ids) + "\n";
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      file.force(false);
    }
  }
}

package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which injections a session has begun, once its journal no longer says so: an id a line, added
/// before the journal is cut or deleted. Belongs to whoever holds that journal's lock; only
/// sessions whose manager may ask again have such a file.
///
/// The newest are enough: a manager doesn't ask for one again whose end it was told, and what isn't
/// over stands in the journal.
final class BegunFile {
  static final int KEPT = 10_000;

  /// How many more there may be, so that not every cut writes it anew.
  private static final int SLACK = KEPT;

  private final Path path;

  BegunFile(Path path) {
    this.path = path;
  }

  void create() throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Takes over what the journal says to be over, if this session's is to be remembered.
  void keep(JournalFile journal) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Set<String> over = new LinkedHashSet<>(journal.begun());
    journal.open().values().forEach(undo -> over.remove(undo.injectionId()));
    write(path, over, StandardOpenOption.APPEND);
    List<String> all = Files.readAllLines(path);
    if (all.size() > KEPT + SLACK) {
      Path fewer = path.resolveSibling(path.getFileName() + ".new");
      write(
          fewer,
          all.subList(all.size() - KEPT, all.size()),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      Files.move(fewer, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// The same of a journal that goes.
  void keepLast(JournalFile journal) throws IOException {
    keep(journal);
    if (Files.exists(path) && Files.size(path) == 0) {
      Files.delete(path);
    }
  }

  /// On disk when it returns.
  private static void write(Path file, Collection<String> ids, OpenOption... how)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, how)) {
      String lines = ids.stream().map(id -> id + "\n").collect(Collectors.joining());
      ByteBuffer rest = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(false);
    }
  }
}

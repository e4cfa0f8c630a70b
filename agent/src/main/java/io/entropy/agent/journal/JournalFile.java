package io.entropy.agent.journal;

import io.entropy.agent.journal.JournalLine.Done;
import io.entropy.agent.journal.JournalLine.Header;
import io.entropy.agent.journal.JournalLine.Open;
import io.entropy.injectors.spi.Undo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A journal that was read.
///
/// @param header empty when its line is missing or damaged
/// @param open what isn't undone, by number, oldest first
/// @param begun the injections that it has or had an undo of
/// @param damaged lines that can't be read; not the last one when it has no line end: that is what
///   a crash leaves of an append that was never acknowledged
record JournalFile(
    Optional<Header> header, Map<Long, Undo> open, Set<String> begun, List<Damage> damaged) {

  /// @param line from 1
  record Damage(int line, String why) {}

  static JournalFile read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      return read(channel);
    }
  }

  static JournalFile read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
    return parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
  }

  static JournalFile parse(String text) {
    Header header = null;
    Map<Long, Undo> open = new LinkedHashMap<>();
    Set<String> begun = new LinkedHashSet<>();
    List<Damage> damaged = new ArrayList<>();
    int number = 0;
    for (int from = 0, end; (end = text.indexOf('\n', from)) >= 0; from = end + 1) {
      number++;
      try {
        switch (JournalJson.read(text.substring(from, end))) {
          case Header read -> header = known(read);
          case Open read -> {
            open.put(read.number(), read.undo());
            begun.add(read.undo().injectionId());
          }
          case Done read -> open.remove(read.number());
        }
      } catch (IOException e) {
        damaged.add(new Damage(number, String.valueOf(e.getMessage())));
      }
    }
    return new JournalFile(Optional.ofNullable(header), open, begun, damaged);
  }

  private static Header known(Header header) throws IOException {
    if (header.format() != JournalLine.FORMAT) {
      throw new IOException("format " + header.format() + " isn't known here");
    }
    return header;
  }
}

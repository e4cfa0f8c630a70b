package io.entropy.electiondemo.voter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.entropy.electiondemo.election.Ballot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The ballot on disk: the file `ballot` in the voter's data folder, one line such as `7 voter2`
/// (no vote: `7 -`). A write replaces the file whole and is on the disk itself when [#write]
/// returns.
final class BallotFile {
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+)\n");
  private static final String NOBODY = "-";

  private final Path folder;
  private final Path file;
  private final Path next;

  BallotFile(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    file = folder.resolve("ballot");
    next = folder.resolve("ballot.next");
  }

  /// The last ballot written, or the first of all when there is none.
  ///
  /// @throws IOException when the file is damaged: guessing could mean voting twice
  Ballot read() throws IOException {
    if (!Files.exists(file)) {
      return Ballot.FIRST;
    }
    var line = LINE.matcher(Files.readString(file, UTF_8));
    if (!line.matches()) {
      throw new IOException(file + " is damaged: expected one line like '7 voter2'");
    }
    var votedFor = Optional.of(line.group(2)).filter(candidate -> !candidate.equals(NOBODY));
    return new Ballot(Long.parseLong(line.group(1)), votedFor);
  }

  void write(Ballot ballot) throws IOException {
    var line = ballot.term() + " " + ballot.votedFor().orElse(NOBODY) + "\n";
    try (var channel = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
      var bytes = UTF_8.encode(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
    // The rename itself lasts only once the folder is on the disk (fsync(2), NOTES).
    try (var directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }
}

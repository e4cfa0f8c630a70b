package io.entropy.agent.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The other living sessions on this host, as their journals tell them.
public final class RunningSessions {
  private RunningSessions() {}

  public static List<RunningSession> list(StateDir stateDir) throws IOException {
    List<RunningSession> running = new ArrayList<>();
    for (Path path : stateDir.listJournals()) {
      if (!JournalLock.isOurs(path)) {
        read(path).ifPresent(running::add);
      }
    }
    return running;
  }

  /// Empty when the process that wrote it lives no more.
  static Optional<RunningSession> read(Path path) throws IOException {
    try {
      JournalFile journal = JournalFile.read(path);
      return journal.header().flatMap(header -> alive(path, header, journal.open().size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<RunningSession> alive(Path path, JournalLine.Header header, int open) {
    return ProcessStat.of(header.pid())
        .filter(stat -> stat.started() == header.started() && stat.state() != 'Z')
        .map(stat ->
            new RunningSession(
                header.session(),
                header.pid(),
                header.started(),
                stat.stopped(),
                header.command(),
                open,
                path));
  }
}

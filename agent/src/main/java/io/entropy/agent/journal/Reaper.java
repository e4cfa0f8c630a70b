package io.entropy.agent.journal;

import io.entropy.injectors.spi.Injector;
import io.entropy.injectors.spi.InjectorException;
import io.entropy.injectors.spi.Reverted;
import io.entropy.injectors.spi.Undo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears what dead processes have left behind: reverts what their journals hold, and deletes
/// those.
///
/// A journal that a living process holds is never touched. Two reapers at once don't harm each
/// other: each journal is locked by one, and reverting is idempotent.
public final class Reaper {
  /// A journal gets its name within milliseconds.
  private static final Duration UNNAMED_FOR = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  private final StateDir stateDir;
  private final Function<String, Optional<Injector>> injectors;

  /// A reaper of the journals in a state folder.
  ///
  /// @param injectors by failure mode
  public Reaper(StateDir stateDir, Function<String, Optional<Injector>> injectors) {
    this.stateDir = stateDir;
    this.injectors = injectors;
  }

  public List<Reaped> reap() throws IOException {
    sweep();
    List<Reaped> found = new ArrayList<>();
    for (Path path : stateDir.listJournals()) {
      if (JournalLock.isOurs(path)) {
        continue;
      }
      try (JournalLock lock = JournalLock.tryOpen(path).orElse(null)) {
        if (lock == null) {
          stopped(path).ifPresent(found::add);
        } else {
          found.addAll(reap(lock));
        }
      }
    }
    return found;
  }

  /// Takes away journals whose process was killed before they had their name.
  private void sweep() throws IOException {
    Instant before = Instant.now().minus(UNNAMED_FOR);
    for (Path path : stateDir.listUnnamed()) {
      // Younger ones may be about to be locked. Opening one of ours would let go of its lock.
      if (lastChanged(path).isBefore(before)) {
        try (JournalLock lock = JournalLock.tryOpen(path).orElse(null)) {
          if (lock != null) {
            lock.delete();
          }
        }
      }
    }
  }

  private static Instant lastChanged(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (NoSuchFileException _) {
      return Instant.MAX; // it has its name now
    }
  }

  private List<Reaped> reap(JournalLock lock) throws IOException {
    JournalFile journal = JournalFile.read(lock.channel());
    List<Reaped> found = new ArrayList<>();
    boolean clean = true;
    for (JournalFile.Damage damage : journal.damaged()) {
      found.add(new Reaped.Damaged(lock.path(), damage.line(), damage.why()));
      clean = false;
    }
    for (var entry : journal.open().entrySet()) {
      Reaped reaped = revert(entry.getValue());
      found.add(reaped);
      if (reaped instanceof Reaped.Undone) {
        FileChannel channel = lock.channel().position(lock.channel().size());
        new GroupCommit(() -> channel)
            .append(JournalJson.write(new JournalLine.Done(entry.getKey())));
      } else {
        clean = false;
      }
    }
    if (clean) {
      new BegunFile(stateDir.begun(lock.session())).keepLast(JournalFile.read(lock.channel()));
      lock.delete();
    }
    return found;
  }

  private Reaped revert(Undo undo) {
    Optional<Injector> injector = injectors.apply(undo.mode());
    if (injector.isEmpty()) {
      return new Reaped.Stuck(undo, "no injector of the failure mode " + undo.mode());
    }
    try {
      return new Reaped.Undone(undo, injector.get().revert(undo));
    } catch (InjectorException e) {
      LOG.debug("reverting {} of {}", undo.mode(), undo.target(), e);
      return new Reaped.Stuck(undo, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Reaped> stopped(Path path) throws IOException {
    return RunningSessions.read(path)
        .filter(RunningSession::stopped)
        .map(session -> new Reaped.HeldByStopped(session, session.open()));
  }

  /// What is reported of a fault whose undo is `outcome`, in a few words.
  public static String describe(Reverted outcome) {
    return switch (outcome) {
      case Reverted.Removed() -> "removed";
      case Reverted.Nothing(String why) -> "nothing left (" + why + ")";
      case Reverted.Inert(String owner) -> "has no effect any more, but is still held by " + owner;
    };
  }
}

package io.entropy.agent.journal;

import io.entropy.agent.journal.JournalLine.Done;
import io.entropy.agent.journal.JournalLine.Header;
import io.entropy.agent.journal.JournalLine.Open;
import io.entropy.injectors.spi.Undo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The journal that this process writes. Any thread; many writers share an fsync.
///
/// It's append-only: a header, then an `undo` line for each fault before it's made and a `done`
/// line once it's reverted. When it has grown, it's cut to its header and what is open, so that a
/// long-lived agent's doesn't grow for ever.
public final class Journal implements AutoCloseable {
  /// So many bytes of entries that are done, about.
  private static final long CUT_AFTER = 1 << 20;

  private final BegunFile begun;
  private final JournalLock lock;
  private final GroupCommit commits;
  private final byte[] header;
  private final Set<Long> open = new HashSet<>();
  private long lastNumber;
  private long cutAbove = CUT_AFTER;
  private boolean closed;

  private Journal(BegunFile begun, JournalLock lock, byte[] header) {
    this.begun = begun;
    this.lock = lock;
    this.commits = new GroupCommit(lock::channel);
    this.header = header;
  }

  /// A new one, locked as long as this process lives.
  public static Journal create(StateDir stateDir, String session) throws IOException {
    stateDir.make();
    byte[] header = JournalJson.write(header(session));
    return new Journal(
        new BegunFile(stateDir.begun(session)),
        JournalLock.create(stateDir.journal(session), header),
        header);
  }

  private static Header header(String session) {
    ProcessHandle me = ProcessHandle.current();
    long started = ProcessStat.of(me.pid()).map(ProcessStat::started).orElse(0L);
    String command = me.info().commandLine().orElse("");
    return new Header(JournalLine.FORMAT, session, me.pid(), started, command);
  }

  /// From now on the injections in it are remembered after it is gone.
  public void remember() throws IOException {
    begun.create();
  }

  /// Writes down how to undo something; when it returns, that is on disk.
  public Entry undo(Undo undo) throws IOException {
    Entry entry = new Entry(begin());
    try {
      commits.append(JournalJson.write(new Open(entry.number, undo)));
    } catch (IOException e) {
      finish(entry.number);
      throw e;
    }
    return entry;
  }

  /// An undo that is on disk.
  public final class Entry {
    private final long number;

    private Entry(long number) {
      this.number = number;
    }

    /// Writes down that it was undone; when it returns, that is on disk.
    public void done() throws IOException {
      commits.append(JournalJson.write(new Done(number)));
      finish(number);
    }
  }

  long syncs() {
    return commits.syncs();
  }

  private synchronized long begin() {
    lastNumber++;
    open.add(lastNumber);
    return lastNumber;
  }

  private synchronized void finish(long number) throws IOException {
    open.remove(number);
    if (lock.channel().isOpen() && lock.channel().size() > cutAbove) {
      commits.whenIdle(this::cut);
    }
  }

  private void cut() throws IOException {
    JournalFile journal = JournalFile.read(lock.channel());
    begun.keep(journal);
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    left.writeBytes(header);
    for (var entry : journal.open().entrySet()) {
      left.writeBytes(JournalJson.write(new Open(entry.getKey(), entry.getValue())));
    }
    lock.replace(left.toByteArray());
    cutAbove = left.size() + CUT_AFTER;
  }

  /// Lets go of it, and removes it when everything in it was undone.
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      if (open.isEmpty()) {
        begun.keepLast(JournalFile.read(lock.channel()));
        lock.delete();
      }
    }
  }
}

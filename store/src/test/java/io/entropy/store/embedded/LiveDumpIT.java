package io.entropy.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.Store;
import io.entropy.store.transfer.LiveDump;
import io.entropy.store.transfer.Load;
import io.entropy.store.transfer.Load.Existing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps of a store through the one who has it open.
final class LiveDumpIT {
  @TempDir Path folder;
  @TempDir Path other;

  @Test
  void eachDumpIsOneMomentWhileTheOwnerCommits() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    try (Store owner = Ledger.open(folder)) {
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                while (!stop.get()) {
                  long _ = Ledger.commit(owner);
                }
              });
      long before = 0;
      for (int i = 0; i < 10; i++) {
        StringBuilder text = new StringBuilder();
        assertThat(LiveDump.copy(folder, text)).isPresent();
        Path copy = other.resolve("copy" + i);
        try (Store loaded = Ledger.open(copy)) {
          long _ =
              Load.into(
                  loaded, new BufferedReader(new StringReader(text.toString())), Existing.REFUSE);
          long numbers = Ledger.check(loaded);
          assertThat(numbers).isGreaterThanOrEqualTo(before);
          before = numbers;
        }
      }
      stop.set(true);
      writer.join();
    }
  }

  @Test
  void nobodyServesAFolderThatNobodyHasOpen() throws Exception {
    Ledger.open(folder).close();
    assertThat(LiveDump.copy(folder, new StringBuilder())).isEmpty();
  }

  @Test
  void aSocketThatAKilledOwnerLeftIsNoOwnerAndIsReplacedByTheNext() throws Exception {
    listenAt(folder).close(); // the file stays
    assertThat(LiveDump.copy(folder, new StringBuilder())).isEmpty();
    try (Store _ = Ledger.open(folder)) {
      assertThat(LiveDump.copy(folder, new StringBuilder())).hasValue(0);
    }
  }

  @Test
  void aDumpThatTheOwnersEndCutsIsAnError() throws Exception {
    try (ServerSocketChannel dying = listenAt(folder)) {
      Thread owner =
          Thread.ofVirtual()
              .start(() -> {
                String half = "{\"entropy_store_dump\":1,\"version\":9,\"objects\":2}\n{}\n";
                try (SocketChannel reader = dying.accept()) {
                  int _ = reader.write(ByteBuffer.wrap(half.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThatThrownBy(() -> LiveDump.copy(folder, new StringBuilder()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended after 1 of 2 objects");
      owner.join();
    }
  }

  private static ServerSocketChannel listenAt(Path folder) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(folder.resolve("dump.socket")));
  }
}

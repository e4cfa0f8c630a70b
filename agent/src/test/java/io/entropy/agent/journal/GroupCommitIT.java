package io.entropy.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupCommitIT {
  private static final byte[] LINE = {'x', '\n'};

  @Test
  void failsForEveryWriterOnceTheDiskIsFull() throws Exception {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      GroupCommit commits = new GroupCommit(() -> full);
      List<String> failures = new CopyOnWriteArrayList<>();
      List<Thread> writers =
          IntStream.range(0, 20)
              .mapToObj(_ -> Thread.ofVirtual().start(() -> failures.add(failure(commits))))
              .toList();
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(failures).hasSize(20).allMatch(said -> said.contains("can't be written"));
      assertThatThrownBy(() -> commits.append(LINE)).isInstanceOf(IOException.class);
      assertThat(commits.syncs()).isZero();
    }
  }

  private static String failure(GroupCommit commits) {
    try {
      commits.append(LINE);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

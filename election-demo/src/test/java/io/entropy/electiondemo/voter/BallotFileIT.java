package io.entropy.electiondemo.voter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.entropy.electiondemo.election.Ballot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BallotFileIT {
  @TempDir Path folder;

  @Test
  void aVoterThatNeverRanHasTheFirstBallot() throws IOException {
    assertThat(new BallotFile(folder.resolve("new")).read()).isEqualTo(Ballot.FIRST);
  }

  @Test
  void theLastBallotIsReadByTheNextProcess() throws IOException {
    var file = new BallotFile(folder);
    file.write(new Ballot(7, Optional.of("voter2")));
    file.write(new Ballot(8, Optional.empty()));
    assertThat(new BallotFile(folder).read()).isEqualTo(new Ballot(8, Optional.empty()));

    file.write(new Ballot(9, Optional.of("voter1")));
    assertThat(new BallotFile(folder).read()).isEqualTo(new Ballot(9, Optional.of("voter1")));
  }

  @Test
  void aWriteThatWasCutShortLeavesTheOldBallot() throws IOException {
    new BallotFile(folder).write(new Ballot(7, Optional.of("voter2")));
    Files.writeString(folder.resolve("ballot.next"), "8 vot");

    assertThat(new BallotFile(folder).read()).isEqualTo(new Ballot(7, Optional.of("voter2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7 voter2", "seven voter2\n", "7 voter2\nmore"})
  void aDamagedBallotIsNotGuessed(String content) throws IOException {
    Files.writeString(folder.resolve("ballot"), content);

    assertThatIOException()
        .isThrownBy(() -> new BallotFile(folder).read())
        .withMessageContaining("is damaged");
  }
}
